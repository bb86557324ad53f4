using System.Collections.Immutable;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Resources;

/// <summary>A resource that the server serves. There is one of each.</summary>
public sealed class ResourceDefinition
{
    internal ResourceDefinition(ApiResourceInfo info)
    {
        Info = info;
        HasStatus = info.Subresource("status") is not null;
    }

    /// <summary>What is announced of it.</summary>
    public ApiResourceInfo Info { get; }

    /// <summary>Its group, version and names.</summary>
    public ApiResource Resource => Info.Resource;

    /// <summary>Its subresources.</summary>
    public ImmutableArray<ApiSubresource> Subresources => Info.Subresources;

    /// <summary>Its objects have a status that is written apart from the rest.</summary>
    public bool HasStatus { get; }

    /// <summary>Changes of the spec count up <c>metadata.generation</c>.</summary>
    public bool HasGeneration =>
        HasStatus && (Resource.Group.Length > 0 || Resource.Plural is "pods" or "replicationcontrollers");

    /// <inheritdoc/>
    public override string ToString() => Resource.ToString();
}
