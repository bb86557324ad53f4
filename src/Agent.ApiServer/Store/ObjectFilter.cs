using Agent.Kubernetes.Selectors;

namespace Agent.ApiServer.Store;

/// <summary>Selects objects of a resource.</summary>
/// <param name="Namespace">Only those in this namespace; null: all.</param>
/// <param name="Labels">By their labels; null: any.</param>
/// <param name="Fields">By fields; null: any.</param>
internal sealed record ObjectFilter(string? Namespace, LabelSelector? Labels = null, FieldSelector? Fields = null)
{
    public static ObjectFilter All { get; } = new(null, null, null);

    /// <summary>The resource has namespaces.</summary>
    public bool IsNamespaced { get; init; } = true;

    public static ObjectFilter In(string? space) => space is null ? All : new ObjectFilter(space);

    public bool Matches(StoredObject value) =>
        (Namespace is null || value.Key.Namespace == Namespace)
        && (Fields is null || Fields.Matches(field => value.Field(field) ?? ""))
        && (Labels is null || Labels.Matches(value.Labels));
}
