using System.Text;

namespace Agent.Kubernetes.Generator;

/// <summary>
/// Writes the table of fields that manifests and strategic merge patches are read by. Each type is a text in the assembly's
/// data, parsed when first asked for, so that types nobody asks for cost no memory.
/// </summary>
internal static class SchemaWriter
{
    /// <summary>Writes the table's file.</summary>
    public static GeneratedFile Write(FieldTable table, CSharpNames names, IEnumerable<string> types)
    {
        var code = new StringBuilder();
        code.Append(GeneratedFile.Header).Append('\n');
        code.Append("#nullable enable\n\nnamespace Agent.Kubernetes;\n\n");
        code.Append("internal static class ApiTypeTable\n{\n");
        code.Append("    /// <summary>");
        code.Append("The fields of a type, one per line: name, kind, required, patch strategy, merge key, list type, list keys.");
        code.Append("</summary>\n");
        code.Append("    internal static ReadOnlySpan<byte> Fields(string type) => type switch\n    {\n");
        var all = types.ToList();
        foreach (var type in all)
        {
            var lines = table.Fields(type).Select(Line);
            code.Append($"        \"{type}\" => \"{string.Join("\\n", lines)}\"u8,\n");
        }

        code.Append("        _ => default,\n    };\n\n");
        code.Append("    /// <summary>The type of the table that a model stands for.</summary>\n");
        code.Append("    internal static string? NameOf(Type model) => model.Name switch\n    {\n");
        foreach (var type in all)
        {
            code.Append($"        \"{names.Type(type)}\" => \"{type}\",\n");
        }

        code.Append("        _ => null,\n    };\n}\n");
        return new GeneratedFile("Schema/Generated/ApiTypeTable.cs", code.ToString());
    }

    private static string Line(FieldRow f) => string.Join(
        "\\t",
        f.Field,
        f.Kind.ToString(),
        f.Required ? "required" : "",
        f.PatchStrategy,
        f.PatchMergeKey,
        f.ListType,
        f.ListMapKeys);
}
