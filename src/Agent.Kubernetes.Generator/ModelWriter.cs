using System.Text;

namespace Agent.Kubernetes.Generator;

/// <summary>Writes one type of the table as an init-only record.</summary>
internal sealed class ModelWriter(FieldTable table, CSharpNames names, IReadOnlySet<string> holders)
{
    /// <summary>The most fields that enter a hash code: enough to tell list entries and objects apart.</summary>
    private const int HashedFields = 4;

    /// <summary>Fields that tell entries apart, best first.</summary>
    private static readonly string[] Telling =
        ["name", "uid", "key", "type", "ip", "path", "mountPath", "containerPort", "port", "value", "reason", "metadata", "spec"];

    /// <summary>Writes the record's file.</summary>
    public GeneratedFile Write(string type)
    {
        var fields = table.Fields(type);
        var name = names.Type(type);
        var kind = fields[0].GroupVersionKind;
        var isObject = kind.Length > 0 && fields.Any(f => f.Field == "metadata" && f.Kind.Element == "meta.v1.ObjectMeta");
        var code = new StringBuilder();
        code.Append(GeneratedFile.Header).Append('\n');
        code.Append("#nullable enable\n#pragma warning disable CS1591\n\n");
        code.Append("using System.Text;\nusing System.Text.Json;\nusing System.Text.Json.Serialization;\n\n");
        code.Append("namespace Agent.Kubernetes;\n\n");
        code.Append($"/// <summary>The Kubernetes type {type}.</summary>\n");
        code.Append($"public sealed partial record {name}{(isObject ? " : IKubernetesObject" : "")}\n{{\n");
        if (kind.Length > 0)
        {
            AppendKind(code, kind);
        }
        else if (holders.Contains(type))
        {
            code.Append($"    internal static readonly {name} Empty = new();\n\n");
        }

        foreach (var field in fields)
        {
            AppendProperty(code, field, kind.Length > 0);
        }

        if (HoldsUnknownFields(type, kind))
        {
            code.Append(
                "    /// <summary>Fields this version does not know, kept so that writing the object back keeps them.</summary>\n");
            // The JSON source generator binds init-only properties as parameters, which extension data cannot be.
            code.Append("    [JsonExtensionData]\n    public IDictionary<string, JsonElement>? UnknownFields { get; set; }\n\n");
        }

        AppendEquality(code, type, name, fields, HoldsUnknownFields(type, kind));
        AppendText(code, fields, kind);
        code.Append("}\n");
        return new GeneratedFile($"Models/Generated/{name}.cs", code.ToString());
    }

    private bool HoldsUnknownFields(string type, string kind) => kind.Length > 0 || holders.Contains(type);

    private static void AppendKind(StringBuilder code, string groupVersionKind)
    {
        var (groupVersion, kind) = (groupVersionKind.Split(' ')[0], groupVersionKind.Split(' ')[1]);
        code.Append("    /// <summary>The apiVersion of this kind.</summary>\n");
        code.Append($"    public const string KubeApiVersion = \"{groupVersion}\";\n\n");
        code.Append("    /// <summary>The name of this kind.</summary>\n");
        code.Append($"    public const string KubeKind = \"{kind}\";\n\n");
    }

    private void AppendProperty(StringBuilder code, FieldRow field, bool ofKind)
    {
        var property = CSharpNames.Property(field.Field);
        var type = CSharpType(field);
        if (Note(field) is { } note)
        {
            code.Append($"    /// <summary>{note}</summary>\n");
        }

        code.Append($"    [JsonPropertyName(\"{field.Field}\")]\n");
        if (field.Kind.ToString() == "microTime")
        {
            code.Append("    [JsonConverter(typeof(MicroTimeConverter))]\n");
        }

        code.Append(NeverNull(field, ofKind) switch
        {
            { } empty => $"    public {type} {property} {{ get; init => field = value ?? {empty}; }} = {empty};\n\n",
            null when field.Required && IsValue(field) && field.Kind.Element != "raw" => $"    public {type} {property} {{ get; init; }}\n\n",
            null => $"    public {type}? {property} {{ get; init; }}\n\n",
        });
    }

    /// <summary>What a field that is always present is when JSON leaves it out, or null when the property may be null.</summary>
    private string? NeverNull(FieldRow field, bool ofKind)
    {
        if (ofKind && field.Kind.Shape == FieldShape.One && holders.Contains(field.Kind.Element))
        {
            return names.Type(field.Kind.Element) + ".Empty";
        }

        return (field.Required, field.Kind.Shape, field.Kind.Element) switch
        {
            (true, FieldShape.One, "string") => "\"\"",
            (true, FieldShape.List, _) => "[]",
            (true, FieldShape.Map, _) => $"ModelEquality.EmptyMap<{names.Element(field.Kind.Element)}>()",
            _ => null,
        };
    }

    private static string? Note(FieldRow field)
    {
        var notes = new List<string>();
        if (field.Required)
        {
            notes.Add("Required.");
        }

        if (field.ListMapKeys.Length > 0)
        {
            notes.Add($"A list map, keyed by {field.ListMapKeys.Replace(",", " and ", StringComparison.Ordinal)}.");
        }
        else if (field.ListType is "set")
        {
            notes.Add("A set.");
        }

        return notes.Count == 0 ? null : string.Join(' ', notes);
    }

    private static bool IsValue(FieldRow field) =>
        field.Kind.Shape == FieldShape.One && CSharpNames.IsValueType(field.Kind.Element);

    private string CSharpType(FieldRow field) => field.Kind.Shape switch
    {
        FieldShape.List => $"IReadOnlyList<{names.Element(field.Kind.Element)}>",
        FieldShape.Map => $"IReadOnlyDictionary<string, {names.Element(field.Kind.Element)}>",
        _ => names.Element(field.Kind.Element),
    };

    private static void AppendEquality(StringBuilder code, string type, string name, IReadOnlyList<FieldRow> fields, bool unknown)
    {
        code.Append(
            "    /// <summary>Equality of the content, lists and maps included; a missing list equals an empty one.</summary>\n");
        code.Append(
            $"    public bool Equals({name}? other) =>\n        ReferenceEquals(this, other)\n        || (other is not null");
        foreach (var field in fields)
        {
            var p = CSharpNames.Property(field.Field);
            code.Append("\n            && ").Append((field.Kind.Shape, field.Kind.Element) switch
            {
                (FieldShape.List, _) => $"ModelEquality.Lists({p}, other.{p})",
                (FieldShape.Map, _) => $"ModelEquality.Maps({p}, other.{p})",
                (_, "raw") => $"ModelEquality.Raw({p}, other.{p})",
                (_, "bytes") => $"ModelEquality.Bytes({p}, other.{p})",
                _ => $"{p} == other.{p}",
            });
        }

        if (unknown)
        {
            code.Append("\n            && ModelEquality.Unknown(UnknownFields, other.UnknownFields)");
        }

        code.Append(");\n\n");
        var hashed = fields
            .Where(f => f.Kind.Shape == FieldShape.One && f.Kind.Element is not ("raw" or "bytes"))
            .OrderBy(f => Array.IndexOf(Telling, f.Field) is var i && i < 0 ? int.MaxValue : i)
            .Take(HashedFields)
            .Select(f => CSharpNames.Property(f.Field))
            .ToList();
        code.Append("    /// <inheritdoc/>\n    public override int GetHashCode() => ");
        code.Append(hashed.Count == 0 ? $"{type.Length}" : $"HashCode.Combine({string.Join(", ", hashed)})").Append(";\n\n");
    }

    /// <summary>The text of a model names the object and nothing else: values may be secrets.</summary>
    private static void AppendText(StringBuilder code, IReadOnlyList<FieldRow> fields, string kind)
    {
        var name = fields.FirstOrDefault(f => f.Field == "name" && f.Kind.ToString() == "string");
        var metadata = fields.FirstOrDefault(f => f.Field == "metadata" && f.Kind.Element == "meta.v1.ObjectMeta");
        code.Append("    private bool PrintMembers(StringBuilder builder)\n    {\n");
        if (name is not null)
        {
            code.Append("        builder.Append(\"Name = \").Append(Name);\n        return true;\n");
        }
        else if (metadata is not null && kind.Length > 0)
        {
            code.Append("        builder.Append(Metadata.Namespace).Append('/').Append(Metadata.Name);\n        return true;\n");
        }
        else
        {
            code.Append("        return false;\n");
        }

        code.Append("    }\n");
    }
}
