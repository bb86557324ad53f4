using Agent.Node.Configuration.Files;
using Agent.Node.Configuration.Schema;

namespace Agent.Node.Configuration.Flags;

/// <summary>Turns the text of a flag into the node that a file would hold.</summary>
internal static class FlagText
{
    /// <summary>What may be written after a flag, for an error message.</summary>
    public static string Allowed(Field field) => (field.Flag!.Syntax, field.Type.Kind) switch
    {
        (FlagSyntax.Thresholds, _) => "signal<value,…",
        (FlagSyntax.Taints, _) => "key=value:Effect,…",
        (FlagSyntax.ReservedMemory, _) => "node:type=quantity,…;…",
        (FlagSyntax.Headers, _) => "name:value,…",
        (FlagSyntax.VModule, _) => "pattern=level,…",
        (_, FieldKind.List) => $"a,b,… with each {field.Type.Element!.Allowed}",
        (_, FieldKind.Map) => $"name=value,… with each value {field.Type.Element!.Allowed}",
        _ => field.Type.Allowed,
    };

    /// <summary>What stands for a flag's value in help; empty for a switch.</summary>
    public static string Placeholder(Field field) => (field.Flag!.Syntax, field.Type.Kind) switch
    {
        (FlagSyntax.Thresholds, _) => "SIGNAL<VALUE,…",
        (FlagSyntax.Taints, _) => "KEY=VALUE:EFFECT,…",
        (FlagSyntax.ReservedMemory, _) => "NODE:TYPE=SIZE,…;…",
        (FlagSyntax.Headers, _) => "NAME:VALUE,…",
        (FlagSyntax.VModule, _) => "PART=LEVEL,…",
        (_, FieldKind.Boolean) => "",
        (_, FieldKind.Integer) => "N",
        (_, FieldKind.Duration) => "DURATION",
        (_, FieldKind.Choice) => "NAME",
        (_, FieldKind.List) => "A,B,…",
        (_, FieldKind.Map) => "NAME=VALUE,…",
        _ => "TEXT",
    };

    /// <summary>The node; null when the text does not have the flag's form.</summary>
    public static ConfigurationNode? Parse(Field field, IReadOnlyList<string> values, ConfigurationOrigin origin)
    {
        var kind = field.Type.Kind;
        return field.Flag!.Syntax switch
        {
            FlagSyntax.Thresholds => Map(values, '<', isText: true, origin),
            FlagSyntax.Taints => List(values, item => Taint(item, origin), origin),
            FlagSyntax.ReservedMemory => ReservedMemory(values, origin),
            FlagSyntax.Headers => Headers(values, origin),
            FlagSyntax.VModule => List(values, item => VModule(item, origin), origin),
            _ when kind == FieldKind.List => List(values, item => Scalar(item, field.Type.Element!.Kind != FieldKind.Integer, origin), origin),
            _ when kind == FieldKind.Map => Map(values, '=', field.Type.Element!.Kind == FieldKind.Text, origin),
            _ when kind == FieldKind.Boolean => Boolean(values[^1], origin),
            _ => Scalar(values[^1], kind is FieldKind.Text or FieldKind.Choice or FieldKind.Duration, origin),
        };
    }

    private static ScalarNode Scalar(string text, bool isText, ConfigurationOrigin origin) => new(origin, text, isText);

    private static ScalarNode? Boolean(string text, ConfigurationOrigin origin) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => Scalar("true", isText: false, origin),
        "0" or "f" or "F" or "false" or "FALSE" or "False" => Scalar("false", isText: false, origin),
        _ => null,
    };

    private static string[] Items(IEnumerable<string> values, char separator = ',') =>
        [.. values.SelectMany(value => value.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static SequenceNode? List(
        IReadOnlyList<string> values,
        Func<string, ConfigurationNode?> read,
        ConfigurationOrigin origin)
    {
        var items = Items(values).Select(read).ToArray();
        return items.Contains(null) ? null : new SequenceNode(origin, items!);
    }

    private static MappingNode? Map(IReadOnlyList<string> values, char separator, bool isText, ConfigurationOrigin origin)
    {
        var map = MappingNode.Empty(origin);
        foreach (var item in Items(values))
        {
            if (!TrySplit(item, separator, out var key, out var value))
            {
                return null;
            }

            map = map.With(key, Scalar(value, isText, origin));
        }

        return map;
    }

    private static MappingNode? Headers(IReadOnlyList<string> values, ConfigurationOrigin origin)
    {
        var map = MappingNode.Empty(origin);
        foreach (var item in Items(values))
        {
            if (!TrySplit(item, ':', out var name, out var value))
            {
                return null;
            }

            var before = (map[name] as SequenceNode)?.Items ?? [];
            map = map.With(name, new SequenceNode(origin, [.. before, Scalar(value, isText: true, origin)]));
        }

        return map;
    }

    private static MappingNode? Taint(string item, ConfigurationOrigin origin)
    {
        if (!TrySplit(item, ':', out var keyAndValue, out var effect))
        {
            return null;
        }

        var hasValue = TrySplit(keyAndValue, '=', out var key, out var value);
        return MappingNode.Empty(origin)
            .With("key", Scalar(hasValue ? key : keyAndValue, isText: true, origin))
            .With("value", Scalar(hasValue ? value : "", isText: true, origin))
            .With("effect", Scalar(effect, isText: true, origin));
    }

    private static MappingNode? VModule(string item, ConfigurationOrigin origin) =>
        TrySplit(item, '=', out var pattern, out var level)
            ? MappingNode.Empty(origin)
                .With("filePattern", Scalar(pattern, isText: true, origin))
                .With("verbosity", Scalar(level, isText: false, origin))
            : null;

    private static SequenceNode? ReservedMemory(IReadOnlyList<string> values, ConfigurationOrigin origin)
    {
        var items = new List<ConfigurationNode>();
        foreach (var item in Items(values, ';'))
        {
            if (!TrySplit(item, ':', out var node, out var limits) || Map([limits], '=', isText: true, origin) is not { } map)
            {
                return null;
            }

            items.Add(MappingNode.Empty(origin).With("numaNode", Scalar(node, isText: false, origin)).With("limits", map));
        }

        return new SequenceNode(origin, items);
    }

    private static bool TrySplit(string item, char separator, out string left, out string right)
    {
        var at = item.IndexOf(separator, StringComparison.Ordinal);
        left = at < 0 ? "" : item[..at].Trim();
        right = at < 0 ? "" : item[(at + 1)..].Trim();
        return left.Length > 0;
    }
}
