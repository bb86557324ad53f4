using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Agent.Kubernetes.Manifests;

/// <summary>
/// Reads the one document of a YAML text into nodes: aliases and merge keys resolved and bounded, each key once.
/// </summary>
internal sealed class YamlTree
{
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, ManifestNode> _anchors = [];
    private readonly Dictionary<ManifestNode, int> _sizes = new(ReferenceEqualityComparer.Instance);
    private int _aliased;

    private YamlTree(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>The document, or null when the text holds nothing.</summary>
    /// <exception cref="ManifestException">The text is not YAML, holds several documents, or asks for too much.</exception>
    public static ManifestNode? Read(string text)
    {
        var tree = new YamlTree(text);
        try
        {
            return tree.ReadStream();
        }
        catch (YamlException e)
        {
            throw new ManifestException((int)e.Start.Line, "", $"not YAML: {e.Message}");
        }
        catch (Exception e)
            when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            // The parser says so of a few malformed texts, such as a directive after '...' and a list mark.
            throw new ManifestException((int)(tree._parser.Current?.End.Line ?? 0), "", $"not YAML: {e.Message}");
        }
    }

    private ManifestNode? ReadStream()
    {
        ManifestNode? document = null;
        _parser.Consume<StreamStart>();
        while (_parser.TryConsume<DocumentStart>(out _))
        {
            _anchors.Clear();
            var node = ReadNode(depth: 0);
            _parser.Consume<DocumentEnd>();
            if (node is ManifestScalar { Kind: ScalarKind.Null })
            {
                continue;
            }

            if (document is not null)
            {
                throw new ManifestException(node.Line, "", "a second document; one document per file is allowed");
            }

            document = node;
        }

        return document;
    }

    private ManifestNode ReadNode(int depth)
    {
        var start = _parser.Current!;
        if (depth > ManifestLimits.Depth)
        {
            throw new ManifestException((int)start.Start.Line, "", $"more than {ManifestLimits.Depth} levels of lists and maps");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Alias(alias);
        }

        ManifestNode node;
        var size = 1;
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            node = YamlScalar.Resolve(scalar);
        }
        else if (_parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<ManifestNode>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(depth + 1));
                size += Size(items[^1]);
            }

            node = new ManifestSequence((int)sequence.Start.Line, items);
        }
        else
        {
            node = ReadMapping(_parser.Consume<MappingStart>(), depth, ref size);
        }

        if (start is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor] = node;
        }

        if (size > 1)
        {
            _sizes[node] = size;
        }

        return node;
    }

    private ManifestMapping ReadMapping(MappingStart start, int depth, ref int size)
    {
        var fields = new List<ManifestField>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var merges = new List<ManifestNode>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var isMerge = _parser.Current is Scalar { Style: ScalarStyle.Plain, Value: "<<", Tag.IsEmpty: true };
            var keyNode = ReadNode(depth + 1);
            if (keyNode is not ManifestScalar { Kind: not ScalarKind.Null } key)
            {
                throw new ManifestException(keyNode.Line, "", "a key must be a text");
            }

            var value = ReadNode(depth + 1);
            size += 1 + Size(value);
            if (isMerge)
            {
                merges.Add(value);
            }
            else if (keys.Add(key.Text))
            {
                fields.Add(new ManifestField(key.Line, key.Text, value));
            }
            else
            {
                throw new ManifestException(key.Line, "", $"the key '{key.Text}' stands twice in one map");
            }
        }

        foreach (var merge in merges.SelectMany(m => m is ManifestSequence list ? list.Items : [m]))
        {
            var source = merge as ManifestMapping ?? throw new ManifestException(
                merge.Line, "", "'<<' must name a map or a list of maps");
            fields.AddRange(source.Fields.Where(f => keys.Add(f.Key)));
        }

        return new ManifestMapping((int)start.Start.Line, fields);
    }

    private ManifestNode Alias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var node))
        {
            throw new ManifestException(
                (int)alias.Start.Line, "", $"the alias *{alias.Value} names no anchor that ends before it");
        }

        _aliased = (int)Math.Min((long)_aliased + Size(node), int.MaxValue);
        return _aliased <= ManifestLimits.AliasedNodes
            ? node
            : throw new ManifestException(
                (int)alias.Start.Line, "", $"aliases repeat more than {ManifestLimits.AliasedNodes} values");
    }

    private int Size(ManifestNode node) => _sizes.GetValueOrDefault(node, 1);
}
