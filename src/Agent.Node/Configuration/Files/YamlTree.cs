using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Agent.Node.Configuration.Files;

/// <summary>Reads YAML, and so JSON, into nodes that remember their line.</summary>
internal static class YamlTree
{
    /// <summary>Deepest nesting that is read; a configuration has three levels.</summary>
    private const int MaxDepth = 64;

    /// <summary>Most nodes that are read, aliases counted each time, so that a small file cannot grow without bound.</summary>
    private const int MaxNodes = 100_000;

    /// <summary>Reads a file that holds one mapping.</summary>
    /// <param name="source">The file's path, for messages.</param>
    /// <param name="text">The file's content.</param>
    /// <param name="problems">Receives what is wrong with it.</param>
    /// <returns>The mapping, or null when the text is no single YAML mapping.</returns>
    public static MappingNode? Read(string source, string text, ICollection<ConfigurationProblem> problems)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            return new Reader(source, parser, problems).ReadDocument();
        }
        catch (YamlException e)
        {
            problems.Add(Invalid(source, e.Start.Line, e.InnerException?.Message ?? e.Message));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // The parser loses its way in some malformed texts and does not say so with an exception of its own.
            problems.Add(Invalid(source, parser.Current?.End.Line ?? 1, "a value does not end where it should"));
        }

        return null;
    }

    private static ConfigurationProblem Invalid(string source, long line, string why) =>
        ConfigurationProblem.Error(new ConfigurationOrigin(source, (int)line), "", $"is not valid YAML: {why}");

    private sealed class Reader(string source, IParser parser, ICollection<ConfigurationProblem> problems)
    {
        private readonly Dictionary<AnchorName, ConfigurationNode> _anchors = [];
        private int _nodes;

        public MappingNode? ReadDocument()
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
            {
                problems.Add(ConfigurationProblem.Error(new(source), "", "is empty; expected a mapping of fields"));
                return null;
            }

            parser.Consume<DocumentStart>();
            var start = parser.Current!.Start;
            var node = ReadNode("", 0);
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out var end))
            {
                var line = (int)(parser.Current?.Start.Line ?? 0);
                problems.Add(ConfigurationProblem.Error(new(source, line), "", "holds more than one YAML document; expected one"));
                return null;
            }

            if (node is MappingNode mapping)
            {
                return mapping;
            }

            problems.Add(ConfigurationProblem.Error(new(source, (int)start.Line), "", "is not a mapping of fields"));
            return null;
        }

        private ConfigurationNode ReadNode(string path, int depth)
        {
            var current = parser.Current!;
            if (depth > MaxDepth || ++_nodes > MaxNodes)
            {
                throw new YamlException(current.Start, current.End, "it is nested too deeply or too large");
            }

            var origin = new ConfigurationOrigin(source, (int)current.Start.Line);
            if (parser.TryConsume<AnchorAlias>(out var alias))
            {
                return _anchors.TryGetValue(alias.Value, out var known)
                    ? Counted(known, alias)
                    : throw new YamlException(alias.Start, alias.End, $"no anchor is named {alias.Value}");
            }

            if (current is not NodeEvent { Anchor: var anchor })
            {
                throw new YamlException(current.Start, current.End, "a value is missing");
            }

            ConfigurationNode node = current switch
            {
                MappingStart => ReadMapping(origin, path, depth),
                SequenceStart => ReadSequence(origin, path, depth),
                _ => ReadScalar(origin),
            };
            if (!anchor.IsEmpty)
            {
                _anchors[anchor] = node;
            }

            return node;
        }

        private MappingNode ReadMapping(ConfigurationOrigin origin, string path, int depth)
        {
            parser.Consume<MappingStart>();
            var mapping = MappingNode.Empty(origin);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = parser.Consume<Scalar>();
                var field = path.Length == 0 ? key.Value : $"{path}.{key.Value}";
                if (mapping.Entries.ContainsKey(key.Value))
                {
                    var where = new ConfigurationOrigin(source, (int)key.Start.Line);
                    problems.Add(ConfigurationProblem.Warning(where, field, "is given twice; the last one counts"));
                }

                mapping = mapping.With(key.Value, ReadNode(field, depth + 1));
            }

            return mapping;
        }

        private SequenceNode ReadSequence(ConfigurationOrigin origin, string path, int depth)
        {
            parser.Consume<SequenceStart>();
            var items = new List<ConfigurationNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode($"{path}[{items.Count}]", depth + 1));
            }

            return new SequenceNode(origin, items);
        }

        private ScalarNode ReadScalar(ConfigurationOrigin origin)
        {
            var scalar = parser.Consume<Scalar>();
            var isText = scalar.Style is not ScalarStyle.Plain || scalar.Tag == "tag:yaml.org,2002:str";
            return new ScalarNode(origin, scalar.Value, isText);
        }

        private ConfigurationNode Counted(ConfigurationNode node, AnchorAlias alias)
        {
            _nodes += Size(node);
            return _nodes <= MaxNodes ? node : throw new YamlException(alias.Start, alias.End, "its aliases expand too far");
        }

        private static int Size(ConfigurationNode node) => node switch
        {
            MappingNode mapping => 1 + mapping.Entries.Values.Sum(Size),
            SequenceNode sequence => 1 + sequence.Items.Sum(Size),
            _ => 1,
        };
    }
}
