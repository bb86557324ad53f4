using System.Collections.Immutable;
using System.Globalization;
using Agent.Node.Configuration.Schema;

namespace Agent.Node.Configuration.Files;

/// <summary>Turns nodes into typed values and collects everything that does not fit.</summary>
internal sealed class NodeReader(ICollection<ConfigurationProblem> problems)
{
    private bool _secret;

    /// <summary>Reads a whole configuration; a field that does not fit keeps its default.</summary>
    public KubeletConfiguration Read(MappingNode node) => (KubeletConfiguration)Record(ConfigurationSchema.Root, node, "");

    private object Record(FieldType type, MappingNode node, string path)
    {
        var record = Activator.CreateInstance(type.ClrType)!;
        foreach (var field in type.Fields)
        {
            if (node[field.Name] is { } child)
            {
                _secret = field.IsSecret;
                if (Value(field.Type, child, Join(path, field.Name)) is { } value)
                {
                    field.Set(record, value);
                }

                _secret = false;
            }
        }

        WarnOfUnknown(type, node, path);
        return record;
    }

    private object? Value(FieldType type, ConfigurationNode node, string path) => (type.Kind, node) switch
    {
        (FieldKind.Record, MappingNode mapping) => Record(type, mapping, path),
        (FieldKind.Map, MappingNode mapping) => Map(type, mapping, path),
        (FieldKind.List, SequenceNode sequence) => List(type, sequence, path),
        (_, ScalarNode scalar) => Scalar(type, scalar) ?? Refuse(type, node, path, scalar.Text),
        (_, MappingNode) => Refuse(type, node, path, "{…}"),
        _ => Refuse(type, node, path, "[…]"),
    };

    private static object? Scalar(FieldType type, ScalarNode node)
    {
        var text = node.Text;
        var number = node.IsText ? "" : text;
        return type.Kind switch
        {
            FieldKind.Boolean => node.AsBoolean,
            FieldKind.Integer => Integer(type.ClrType, number),
            FieldKind.Number => double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) &&
                double.IsFinite(value) ? value : null,
            FieldKind.Text => text,
            FieldKind.Duration => GoDuration.TryParse(text, out var duration) ? duration : null,
            FieldKind.Choice => type.Choices.FirstOrDefault(choice => choice.Name == text).Value,
            _ => null,
        };
    }

    private static object? Integer(Type type, string text)
    {
        if (type == typeof(int))
        {
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small) ? small : null;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large) ? large : null;
    }

    private Array List(FieldType type, SequenceNode node, string path)
    {
        var element = type.Element!;
        var items = Array.CreateInstance(element.ClrType, node.Items.Count);
        for (var i = 0; i < node.Items.Count; i++)
        {
            items.SetValue(Value(element, node.Items[i], $"{path}[{i}]"), i);
        }

        return items;
    }

    private object Map(FieldType type, MappingNode node, string path) => type.Element!.Kind switch
    {
        FieldKind.Boolean => Entries<bool>(type.Element, node, path),
        FieldKind.Text => Entries<string>(type.Element, node, path),
        _ => Entries<IReadOnlyList<string>>(type.Element, node, path),
    };

    private ImmutableSortedDictionary<string, T> Entries<T>(FieldType element, MappingNode node, string path) =>
        OrdinalMap.Of(node.Entries
            .Select(entry => (entry.Key, Value: Value(element, entry.Value, $"{path}[{entry.Key}]")))
            .Where(entry => entry.Value is not null)
            .Select(entry => (entry.Key, (T)entry.Value!))
            .ToArray());

    private object? Refuse(FieldType type, ConfigurationNode node, string path, string text)
    {
        problems.Add(ConfigurationProblem.NotAllowed(node.Origin, path, _secret ? "<redacted>" : text, type.Allowed));
        return null;
    }

    private void WarnOfUnknown(FieldType type, MappingNode node, string path)
    {
        foreach (var (name, child) in node.Entries)
        {
            if (type.Fields.All(field => field.Name != name))
            {
                var nearest = NearestName.Of(name, type.Fields.Select(field => field.Name));
                var hint = nearest is null ? "" : $"; did you mean {nearest}?";
                problems.Add(ConfigurationProblem.Warning(child.Origin, Join(path, name), $"is not a field and is ignored{hint}"));
            }
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
