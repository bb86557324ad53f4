using System.Text;

namespace Agent.Kubernetes.Generator;

/// <summary>Writes the System.Text.Json context of the roots; its source generator finds the types they reach.</summary>
internal static class ContextWriter
{
    /// <summary>Writes the context's file.</summary>
    public static GeneratedFile Write(CSharpNames names, IEnumerable<string> types)
    {
        var code = new StringBuilder();
        code.Append(GeneratedFile.Header).Append('\n');
        code.Append("#nullable enable\n\nusing System.Text.Json.Serialization;\n\nnamespace Agent.Kubernetes;\n\n");
        code.Append("/// <summary>Reads and writes the models as Kubernetes does: exact names, nothing for what is not set.</summary>\n");
        code.Append("[JsonSourceGenerationOptions(\n");
        code.Append("    GenerationMode = JsonSourceGenerationMode.Metadata,\n");
        code.Append("    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,\n");
        code.Append("    Converters = [typeof(TimeConverter), typeof(StringMapConverter), typeof(QuantityMapConverter)])]\n");
        foreach (var type in types)
        {
            code.Append($"[JsonSerializable(typeof({names.Type(type)}))]\n");
        }

        code.Append("public sealed partial class KubernetesJsonContext : JsonSerializerContext;\n");
        return new GeneratedFile("Json/Generated/KubernetesJsonContext.cs", code.ToString());
    }
}
