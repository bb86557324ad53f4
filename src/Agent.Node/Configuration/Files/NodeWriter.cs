using System.Collections;
using System.Globalization;
using Agent.Node.Configuration.Schema;

namespace Agent.Node.Configuration.Files;

/// <summary>Turns typed values into nodes, the reverse of <see cref="NodeReader"/>.</summary>
/// <param name="redact">Whether secret values are masked.</param>
internal sealed class NodeWriter(bool redact)
{
    /// <summary>The text in place of a secret.</summary>
    private const string Masked = "<masked>";

    /// <summary>The default configuration.</summary>
    public static MappingNode Defaults { get; } = new NodeWriter(redact: false).Write(new KubeletConfiguration());

    /// <summary>All fields that have a value.</summary>
    public MappingNode Write(KubeletConfiguration configuration) => Record(ConfigurationSchema.Root, configuration);

    private MappingNode Record(FieldType type, object record)
    {
        var node = MappingNode.Empty(ConfigurationOrigin.Default);
        foreach (var field in type.Fields)
        {
            if (field.Get(record) is { } value)
            {
                node = node.With(field.Name, Value(field.Type, value, redact && field.IsSecret));
            }
        }

        return node;
    }

    private ConfigurationNode Value(FieldType type, object value, bool mask) => type.Kind switch
    {
        FieldKind.Record => Record(type, value),
        FieldKind.List => new SequenceNode(
            ConfigurationOrigin.Default,
            [.. ((IEnumerable)value).Cast<object>().Select(item => Value(type.Element!, item, mask))]),
        FieldKind.Map => Map(type.Element!, (IEnumerable)value, mask),
        FieldKind.Boolean => Plain((bool)value ? "true" : "false"),
        FieldKind.Integer or FieldKind.Number => Plain(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        FieldKind.Duration => Text(GoDuration.Format((TimeSpan)value)),
        FieldKind.Choice => Text(type.Choices.First(choice => choice.Value.Equals(value)).Name),
        _ => Text(mask ? Mask((string)value) : (string)value),
    };

    private MappingNode Map(FieldType element, IEnumerable entries, bool mask) => entries switch
    {
        IReadOnlyDictionary<string, bool> flags => Entries(flags, element, mask),
        IReadOnlyDictionary<string, string> texts => Entries(texts, element, mask),
        _ => Entries((IReadOnlyDictionary<string, IReadOnlyList<string>>)entries, element, mask),
    };

    private MappingNode Entries<T>(IReadOnlyDictionary<string, T> entries, FieldType element, bool mask)
        where T : notnull =>
        entries.Aggregate(
            MappingNode.Empty(ConfigurationOrigin.Default),
            (node, entry) => node.With(entry.Key, Value(element, entry.Value, mask)));

    /// <summary>A URL keeps its scheme, host and path, since credentials stand before or after them; anything else is hidden.</summary>
    private static string Mask(string secret) =>
        secret.Length == 0 ? ""
        : Uri.TryCreate(secret, UriKind.Absolute, out var url) && url.Host.Length > 0 ? url.GetLeftPart(UriPartial.Path)
            .Replace($"{url.UserInfo}@", url.UserInfo.Length == 0 ? "@" : $"{Masked}@", StringComparison.Ordinal)
        : Masked;

    private static ScalarNode Plain(string text) => new(ConfigurationOrigin.Default, text, IsText: false);

    private static ScalarNode Text(string text) => new(ConfigurationOrigin.Default, text, IsText: true);
}
