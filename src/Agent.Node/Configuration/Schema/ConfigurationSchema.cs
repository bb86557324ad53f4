namespace Agent.Node.Configuration.Schema;

/// <summary>The fields of <see cref="KubeletConfiguration"/>, found once.</summary>
internal static class ConfigurationSchema
{
    /// <summary>The record as a whole.</summary>
    public static FieldType Root { get; } = FieldType.Of(typeof(KubeletConfiguration));

    /// <summary>All fields that hold a value, by path in ordinal order: <c>authentication.x509.clientCAFile</c>.</summary>
    public static IReadOnlyList<(string Path, Field Field)> Leaves { get; } =
        [.. LeavesOf(Root, "").OrderBy(leaf => leaf.Path, StringComparer.Ordinal)];

    private static IEnumerable<(string Path, Field Field)> LeavesOf(FieldType record, string prefix) =>
        record.Fields.SelectMany(field => field.Type.Kind == FieldKind.Record
            ? LeavesOf(field.Type, $"{prefix}{field.Name}.")
            : [($"{prefix}{field.Name}", field)]);
}
