using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Agent.Kubernetes.Manifests;

/// <summary>Reads a JSON text into nodes, each key of a map once.</summary>
internal ref struct JsonTree
{
    private readonly ReadOnlySpan<byte> _utf8;
    private Utf8JsonReader _reader;
    private long _counted;
    private int _line = 1;

    private JsonTree(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8;
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ManifestLimits.Depth });
    }

    /// <summary>The value the text holds.</summary>
    /// <exception cref="ManifestException">The text is not JSON or holds more than one value.</exception>
    public static ManifestNode Read(ReadOnlySpan<byte> utf8)
    {
        var tree = new JsonTree(utf8);
        try
        {
            tree._reader.Read();
            var node = tree.ReadNode();
            return tree._reader.Read() ? throw new ManifestException(tree.Line(), "", "a second document") : node;
        }
        catch (JsonException e)
        {
            throw new ManifestException((int)(e.LineNumber ?? -1) + 1, "", $"not JSON: {e.Message}");
        }
        catch (InvalidOperationException e)
        {
            // A text with half a surrogate pair.
            throw new ManifestException(tree._line, "", $"not JSON: {e.Message}");
        }
    }

    private ManifestNode ReadNode()
    {
        var line = Line();
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(line);
            case JsonTokenType.StartArray:
                var items = new List<ManifestNode>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadNode());
                }

                return new ManifestSequence(line, items);
            case JsonTokenType.String:
                return new ManifestScalar(line, ScalarKind.Text, _reader.GetString()!);
            case JsonTokenType.Number:
                return new ManifestScalar(line, ScalarKind.Number, Number());
            case JsonTokenType.True:
                return new ManifestScalar(line, ScalarKind.Boolean, "true");
            case JsonTokenType.False:
                return new ManifestScalar(line, ScalarKind.Boolean, "false");
            default:
                return new ManifestScalar(line, ScalarKind.Null, "");
        }
    }

    private ManifestMapping ReadObject(int line)
    {
        var fields = new List<ManifestField>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var (key, keyLine) = (_reader.GetString()!, Line());
            if (!keys.Add(key))
            {
                throw new ManifestException(keyLine, "", $"the key '{key}' stands twice in one map");
            }

            _reader.Read();
            fields.Add(new ManifestField(keyLine, key, ReadNode()));
        }

        return new ManifestMapping(line, fields);
    }

    private readonly string Number() => _reader.TryGetInt64(out var whole)
        ? whole.ToString(CultureInfo.InvariantCulture)
        : Encoding.UTF8.GetString(_reader.ValueSpan);

    private int Line()
    {
        _line += _utf8[(int)_counted..(int)_reader.TokenStartIndex].Count((byte)'\n');
        _counted = _reader.TokenStartIndex;
        return _line;
    }
}
