using System.Collections.Immutable;

namespace Agent.Kubernetes.Api;

/// <summary>A part of a resource with a path of its own.</summary>
/// <param name="Name">Last part of the path, as <c>status</c>.</param>
/// <param name="ApiVersion">apiVersion of the objects it takes and gives, as <c>policy/v1</c>.</param>
/// <param name="Kind">Kind of these objects, as <c>Eviction</c>.</param>
/// <param name="Verbs">What can be done with it, as <c>get</c>, in order.</param>
public sealed record ApiSubresource(string Name, string ApiVersion, string Kind, ImmutableArray<string> Verbs)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
