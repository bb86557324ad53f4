using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Agent.Kubernetes.Manifests;

/// <summary>
/// Checks the nodes of a manifest against the field table and writes those that fit as JSON. The first value that does not fit
/// is an error; a field the table does not have is left out with a warning.
/// </summary>
internal sealed class ManifestBinder
{
    /// <summary>Values that may be secrets; a message does not repeat them.</summary>
    private static readonly HashSet<(string Type, string Field)> Unshown =
        [("core.v1.EnvVar", "value"), ("core.v1.HTTPHeader", "value"), ("meta.v1.ObjectMeta", "annotations")];

    private readonly Utf8JsonWriter _json;
    private readonly List<(int Line, string Path)> _unknown = [];

    private ManifestBinder(Utf8JsonWriter json) => _json = json;


    /// <summary>The JSON of an object of the given type, and the fields that the type does not have.</summary>
    /// <exception cref="ManifestException">A value does not fit its field.</exception>
    public static BoundManifest Bind(ManifestMapping node, ApiType type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = ManifestLimits.Depth * 2 });
        var binder = new ManifestBinder(json);
        binder.WriteObject(node, type, FieldPath.Root);
        json.Flush();
        return new BoundManifest(buffer.WrittenMemory, binder._unknown);
    }

    private void WriteObject(ManifestMapping mapping, ApiType type, FieldPath path)
    {
        _json.WriteStartObject();
        foreach (var (line, key, value) in mapping.Fields)
        {
            if (!type.Fields.TryGetValue(key, out var field))
            {
                _unknown.Add((line, path[key].ToString()));
            }
            else if (value is not ManifestScalar { Kind: ScalarKind.Null })
            {
                _json.WritePropertyName(key);
                WriteField(value, field, path[key], Unshown.Contains((type.Name, key)));
            }
        }

        _json.WriteEndObject();
    }

    private void WriteField(ManifestNode node, ApiField field, FieldPath path, bool secret)
    {
        switch (field.Shape)
        {
            case ApiShape.List:
                WriteList(node, field.Element, path, secret);
                break;
            case ApiShape.Map:
                WriteMap(node, field.Element, path, secret);
                break;
            default:
                WriteValue(node, field.Element, path, secret);
                break;
        }
    }

    private void WriteList(ManifestNode node, string element, FieldPath path, bool secret)
    {
        var list = node as ManifestSequence ?? throw Misfit(node, path, "a list", secret);
        _json.WriteStartArray();
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is ManifestScalar { Kind: ScalarKind.Null } empty)
            {
                throw Misfit(empty, path[i], "an entry with a value", secret);
            }

            WriteValue(list.Items[i], element, path[i], secret);
        }

        _json.WriteEndArray();
    }

    private void WriteMap(ManifestNode node, string element, FieldPath path, bool secret)
    {
        var map = node as ManifestMapping ?? throw Misfit(node, path, "a map", secret);
        _json.WriteStartObject();
        foreach (var (_, key, value) in map.Fields)
        {
            _json.WritePropertyName(key);
            if (value is ManifestScalar { Kind: ScalarKind.Null })
            {
                _json.WriteNullValue();
            }
            else
            {
                WriteValue(value, element, path.Key(key), secret);
            }
        }

        _json.WriteEndObject();
    }

    private void WriteValue(ManifestNode node, string element, FieldPath path, bool secret)
    {
        if (element.Contains('.', StringComparison.Ordinal))
        {
            WriteObject(
                node as ManifestMapping ?? throw Misfit(node, path, "a map of fields", secret), ApiType.Get(element), path);
        }
        else if (element == "raw")
        {
            WriteRaw(node);
        }
        else
        {
            var allowed = ManifestScalarRules.Allowed(element);
            var scalar = node as ManifestScalar ?? throw Misfit(node, path, allowed, secret);
            if (!ManifestScalarRules.Fits(element, scalar))
            {
                throw Misfit(node, path, allowed, secret);
            }

            WriteScalar(scalar);
        }
    }

    private void WriteRaw(ManifestNode node)
    {
        switch (node)
        {
            case ManifestMapping mapping:
                _json.WriteStartObject();
                foreach (var (_, key, value) in mapping.Fields)
                {
                    _json.WritePropertyName(key);
                    WriteRaw(value);
                }

                _json.WriteEndObject();
                break;
            case ManifestSequence sequence:
                _json.WriteStartArray();
                sequence.Items.ForEach(WriteRaw);
                _json.WriteEndArray();
                break;
            case ManifestScalar scalar:
                WriteScalar(scalar);
                break;
        }
    }

    private void WriteScalar(ManifestScalar scalar)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Text:
                _json.WriteStringValue(scalar.Text);
                break;
            case ScalarKind.Null:
                _json.WriteNullValue();
                break;
            default:
                _json.WriteRawValue(scalar.Text);
                break;
        }
    }

    private static ManifestException Misfit(ManifestNode node, FieldPath path, string allowed, bool secret)
    {
        var found = node switch
        {
            ManifestMapping => "a map",
            ManifestSequence => "a list",
            ManifestScalar { Kind: ScalarKind.Null } => "nothing",
            ManifestScalar { Kind: ScalarKind.Text } s => secret ? "a text" : $"the text \"{Shown(s.Text)}\"",
            ManifestScalar { Kind: ScalarKind.Boolean } s => secret ? "a boolean"
                : $"the boolean {s.Text}{(s.Written is null || s.Written == s.Text ? "" : $" (written {s.Written})")}",
            ManifestScalar s => secret ? "a number" : $"the number {Shown(s.Text)}",
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };
        var hint = allowed == ManifestScalarRules.Text && node is ManifestScalar { Kind: not ScalarKind.Null }
            ? " (put it in quotes)"
            : "";
        return new ManifestException(node.Line, path.ToString(), $"{found} is not allowed here; {allowed} is{hint}");
    }

    private static string Shown(string text) => text.Length <= ManifestLimits.ShownValue
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, ManifestLimits.ShownValue)}…");
}
