using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Agent.Node.Configuration.Files;

namespace Agent.Node.Configuration;

/// <summary>Writes a configuration for people and for machines, with every field and its value; secrets are masked.</summary>
public static class ConfigurationText
{
    /// <summary>The configuration as a YAML file that can be read again; values that were set name their origin.</summary>
    public static string ToYaml(LoadedConfiguration loaded)
    {
        var text = new StringBuilder()
            .Append("apiVersion: ").AppendLine(KubeletConfiguration.ApiVersion)
            .Append("kind: ").AppendLine(KubeletConfiguration.Kind);
        YamlText.Append(text, new NodeWriter(redact: true).Write(loaded.Configuration), loaded.OriginOf);
        return text.ToString();
    }

    /// <summary>The configuration as JSON, as the kubelet's /configz shows it.</summary>
    public static string ToJson(KubeletConfiguration configuration)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", KubeletConfiguration.ApiVersion);
            json.WriteString("kind", KubeletConfiguration.Kind);
            foreach (var (name, node) in new NodeWriter(redact: true).Write(configuration).Entries)
            {
                json.WritePropertyName(name);
                Write(json, node);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A line for each value that a file or flag set, <c>maxPods: 200 (/etc/kubelet.yaml:7)</c>.</summary>
    public static IEnumerable<string> SetValues(LoadedConfiguration loaded)
    {
        var values = new NodeWriter(redact: true).Write(loaded.Configuration);
        foreach (var field in ConfigurationField.All)
        {
            var origin = loaded.OriginOf(field.Path);
            if (origin != ConfigurationOrigin.Default && values.Find(field.Path) is { } node)
            {
                var text = new StringBuilder();
                YamlText.AppendFlow(text, node);
                yield return $"{field.Path}: {text} ({origin})";
            }
        }
    }

    private static void Write(Utf8JsonWriter json, ConfigurationNode node)
    {
        switch (node)
        {
            case MappingNode mapping:
                json.WriteStartObject();
                foreach (var (name, child) in mapping.Entries)
                {
                    json.WritePropertyName(name);
                    Write(json, child);
                }

                json.WriteEndObject();
                break;
            case SequenceNode sequence:
                json.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case ScalarNode { IsText: true } text:
                json.WriteStringValue(text.Text);
                break;
            case ScalarNode scalar:
                json.WriteRawValue(scalar.Text);
                break;
        }
    }
}
