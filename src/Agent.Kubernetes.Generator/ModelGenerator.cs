namespace Agent.Kubernetes.Generator;

/// <summary>From the field table and the list of roots to every generated file.</summary>
internal static class ModelGenerator
{
    /// <summary>The name of the field table in the models' project.</summary>
    public const string TableFile = "api-fields.tsv";

    /// <summary>The name of the list of roots in the models' project.</summary>
    public const string RootsFile = "api-roots.txt";

    /// <summary>The folders that hold generated files and nothing else.</summary>
    public static readonly IReadOnlyList<string> Folders = ["Models/Generated", "Json/Generated", "Schema/Generated"];

    /// <summary>Generates all files into memory.</summary>
    /// <exception cref="FormatException">The table or the list of roots is not well formed.</exception>
    public static IReadOnlyList<GeneratedFile> Generate(IReadOnlyList<string> tableLines, IReadOnlyList<string> rootLines)
    {
        var table = FieldTable.Parse(TableFile, tableLines);
        var roots = rootLines.Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').ToList();
        var types = table.Reachable(roots);
        var names = new CSharpNames(table);
        var models = new ModelWriter(table, names, Holders(table, types));
        return
        [
            .. types.Select(models.Write),
            ContextWriter.Write(names, roots.Order(StringComparer.Ordinal)),
            SchemaWriter.Write(table, names, types),
        ];
    }

    /// <summary>The types of the metadata, spec and status of objects: they keep unknown fields and are never null.</summary>
    private static HashSet<string> Holders(FieldTable table, IEnumerable<string> types) =>
    [
        .. types.SelectMany(table.Fields)
            .Where(f => f.GroupVersionKind.Length > 0 && (f.Field is "metadata" or "spec" or "status"))
            .Select(f => f.Kind.ReferencedType)
            .OfType<string>(),
    ];
}
