using Agent.Kubernetes.Manifests;

namespace Agent.Kubernetes.Kubeconfig;

/// <summary>A map of a kubeconfig, read field by field; what nobody asked for is unknown.</summary>
internal sealed class ConfigMap(string file, ManifestMapping node, FieldPath path)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The file it is in.</summary>
    public string File { get; } = file;

    /// <summary>The way to it.</summary>
    public FieldPath Path { get; } = path;

    /// <summary>A text; null when it is missing or empty.</summary>
    /// <param name="field">The field.</param>
    /// <param name="secret">No message repeats the value.</param>
    public string? Text(string field, bool secret = false) => Find(field) is { } value ? TextOf(value, Path[field], secret) : null;

    /// <summary>A text that must be there.</summary>
    public string Required(string field, string allowed) =>
        Text(field) ?? throw Error(field, $"nothing is not allowed here; {allowed} is");

    /// <summary>true or false; false when it is missing.</summary>
    public bool Switch(string field) => Find(field) switch
    {
        null => false,
        ManifestScalar { Kind: ScalarKind.Boolean } scalar => scalar.Text == "true",
        var other => throw Error(field, $"{Shown(other)} is not allowed here; true or false is"),
    };

    /// <summary>A file; a relative one is relative to the kubeconfig's folder.</summary>
    public string? FilePath(string field) => Text(field) is { } name ? Resolve(name) : null;

    /// <summary>A path of this file as an absolute one.</summary>
    public string Resolve(string name) => System.IO.Path.GetFullPath(name, System.IO.Path.GetDirectoryName(File) ?? "/");

    /// <summary>Bytes in base64; null when it is missing or empty.</summary>
    public byte[]? Bytes(string field)
    {
        if (Text(field, secret: true) is not { } text)
        {
            return null;
        }

        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw Error(field, "the text is not base64, which is what is allowed here");
        }
    }

    /// <summary>A map; null when it is missing.</summary>
    public ConfigMap? Map(string field) => Find(field) is { } value ? MapOf(value, Path[field]) : null;

    /// <summary>A list of maps; empty when it is missing.</summary>
    public IReadOnlyList<ConfigMap> Maps(string field) => [.. Items(field).Select((item, i) => MapOf(item, Path[field][i]))];

    /// <summary>A list of texts; empty when it is missing.</summary>
    /// <param name="field">The field.</param>
    /// <param name="secret">No message repeats the values.</param>
    public IReadOnlyList<string> Texts(string field, bool secret = false) =>
        [.. Items(field).Select((item, i) => TextOf(item, Path[field][i], secret) ?? "")];

    /// <summary>A map of lists of texts, in order of the keys; empty when it is missing.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> TextLists(string field) => Map(field) is not { } map
        ? []
        : [.. map.Names().Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, map.Texts(name)))];

    /// <summary>A value as it stands; null when it is missing.</summary>
    public ManifestNode? Raw(string field) => Find(field);

    /// <summary>The keys.</summary>
    public IEnumerable<string> Names() => node.Fields.Select(known => known.Key);

    /// <summary>One warning for each field that was not asked for.</summary>
    public IEnumerable<ManifestError> Unknown() => node.Fields
        .Where(present => !_known.Contains(present.Key))
        .Select(present => new ManifestError(File, present.Line, Path[present.Key].ToString(), "this version does not know the field; it is left out"));

    /// <summary>Something that is wrong with a field.</summary>
    public KubeconfigException Error(string field, string message, Exception? inner = null) =>
        new(File, node.Fields.Find(known => known.Key == field)?.Line ?? node.Line, Path[field].ToString(), message, inner);

    private ManifestNode? Find(string field)
    {
        _known.Add(field);
        return node.Find(field) is { } value and not ManifestScalar { Kind: ScalarKind.Null } ? value : null;
    }

    private List<ManifestNode> Items(string field) => Find(field) switch
    {
        null => [],
        ManifestSequence sequence => sequence.Items,
        var other => throw Error(field, $"{Shown(other)} is not allowed here; a list is"),
    };

    private ConfigMap MapOf(ManifestNode value, FieldPath at) => value is ManifestMapping mapping
        ? new ConfigMap(File, mapping, at)
        : throw new KubeconfigException(File, value.Line, at.ToString(), $"{Shown(value)} is not allowed here; a map is");

    private string? TextOf(ManifestNode value, FieldPath at, bool secret) => value switch
    {
        ManifestScalar { Kind: ScalarKind.Text } scalar => scalar.Text.Length == 0 ? null : scalar.Text,
        ManifestScalar { Kind: ScalarKind.Null } => null,
        _ => throw new KubeconfigException(
            File,
            value.Line,
            at.ToString(),
            $"{(secret ? Kind(value) : Shown(value))} is not allowed here; a text is{(value is ManifestScalar ? " (put it in quotes)" : "")}"),
    };

    private static string Kind(ManifestNode value) => value switch
    {
        ManifestMapping => "a map",
        ManifestSequence => "a list",
        ManifestScalar { Kind: ScalarKind.Boolean } => "a boolean",
        ManifestScalar { Kind: ScalarKind.Number } => "a number",
        ManifestScalar { Kind: ScalarKind.Null } => "nothing",
        _ => "a text",
    };

    private static string Shown(ManifestNode value) => value switch
    {
        ManifestScalar { Kind: ScalarKind.Text or ScalarKind.Number or ScalarKind.Boolean } scalar =>
            $"{Kind(scalar)[2..]} \"{(scalar.Text.Length <= ManifestLimits.ShownValue ? scalar.Text : scalar.Text[..ManifestLimits.ShownValue] + "…")}\"",
        _ => Kind(value),
    };
}
