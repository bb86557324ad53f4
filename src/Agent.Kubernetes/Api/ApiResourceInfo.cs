using System.Collections.Immutable;

namespace Agent.Kubernetes.Api;

/// <summary>A resource as an API server announces it.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Singular">Name of one object, as <c>pod</c>.</param>
/// <param name="ShortNames">Names for quick typing, as <c>po</c>.</param>
/// <param name="Categories">Groups of resources that it is in, as <c>all</c>.</param>
/// <param name="Verbs">What can be done with it, as <c>get</c>, in order; empty when it only has subresources.</param>
/// <param name="Subresources">Its subresources, by name.</param>
public sealed record ApiResourceInfo(
    ApiResource Resource,
    string Singular,
    ImmutableArray<string> ShortNames,
    ImmutableArray<string> Categories,
    ImmutableArray<string> Verbs,
    ImmutableArray<ApiSubresource> Subresources)
{
    /// <summary>
    /// The type of its objects in the field table, as <c>core.v1.Pod</c>, by which patches merge them; null when the table has
    /// none.
    /// </summary>
    public string? Schema { get; init; }

    /// <summary>The subresource of this name, or null.</summary>
    public ApiSubresource? Subresource(string name) => Subresources.FirstOrDefault(s => s.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Resource.ToString();
}
