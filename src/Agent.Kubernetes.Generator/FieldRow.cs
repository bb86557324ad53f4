namespace Agent.Kubernetes.Generator;

/// <summary>One line of the field table: one field of one type of the Kubernetes API.</summary>
/// <param name="Type">The type that has the field, as <c>group.version.Name</c>.</param>
/// <param name="GroupVersionKind"><c>group/version Kind</c> when the type is an object of its own, else empty.</param>
/// <param name="Field">The field's name in JSON.</param>
/// <param name="Kind">A scalar's name, a type's name, <c>X[]</c> or <c>map&lt;string,X&gt;</c>.</param>
/// <param name="Required">Whether the field is always present in JSON.</param>
/// <param name="PatchStrategy"><c>merge</c>, <c>retainKeys</c>, <c>replace</c>, a comma list of them, or empty.</param>
/// <param name="PatchMergeKey">The key a strategic merge patch matches list entries by, or empty.</param>
/// <param name="ListType"><c>atomic</c>, <c>set</c>, <c>map</c>, <c>granular</c>, or empty.</param>
/// <param name="ListMapKeys">The keys of a list map, comma separated, or empty.</param>
internal sealed record FieldRow(
    string Type,
    string GroupVersionKind,
    string Field,
    FieldKind Kind,
    bool Required,
    string PatchStrategy,
    string PatchMergeKey,
    string ListType,
    string ListMapKeys);
