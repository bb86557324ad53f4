using System.Buffers;
using System.Text.Json;
using Agent.Kubernetes.Manifests;

namespace Agent.Kubernetes.Kubeconfig;

/// <summary>Writes nodes as JSON, as they are.</summary>
internal static class NodeJson
{
    public static JsonElement ToElement(ManifestNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = ManifestLimits.Depth * 2 }))
        {
            Write(json, node);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = ManifestLimits.Depth * 2 });
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter json, ManifestNode node)
    {
        switch (node)
        {
            case ManifestMapping mapping:
                json.WriteStartObject();
                foreach (var (_, key, value) in mapping.Fields)
                {
                    json.WritePropertyName(key);
                    Write(json, value);
                }

                json.WriteEndObject();
                break;
            case ManifestSequence sequence:
                json.WriteStartArray();
                sequence.Items.ForEach(item => Write(json, item));
                json.WriteEndArray();
                break;
            case ManifestScalar { Kind: ScalarKind.Text } scalar:
                json.WriteStringValue(scalar.Text);
                break;
            case ManifestScalar { Kind: ScalarKind.Null }:
                json.WriteNullValue();
                break;
            case ManifestScalar scalar:
                json.WriteRawValue(scalar.Text);
                break;
        }
    }
}
