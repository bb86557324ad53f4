using System.Collections.Frozen;
using System.Collections.Immutable;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Resources;

/// <summary>
/// The resources that are served: those of Kubernetes 1.36 that are stable and kept, each in its newest version. Custom
/// resources are not served, nor are events in the form of <c>events.k8s.io</c>.
/// </summary>
public static class ResourceCatalog
{
    private static readonly string[] GroupsLeftOut = ["apiextensions.k8s.io", "apiregistration.k8s.io", "events.k8s.io"];

    // What is passed on to nodes is not served.
    private static readonly string[] SubresourcesLeftOut = ["attach", "exec", "log", "portforward", "proxy"];

    private static readonly FrozenDictionary<(string Group, string Plural), ResourceDefinition> ByName = ApiResources.All
        .Where(IsServed)
        .GroupBy(i => (i.Resource.Group, i.Resource.Plural))
        .Select(g => g.OrderByDescending(i => i.Resource.Version, StringComparer.Ordinal).First())
        .Select(i => new ResourceDefinition(
            i with { Subresources = [.. i.Subresources.Where(s => !SubresourcesLeftOut.Contains(s.Name))] }))
        .ToFrozenDictionary(d => (d.Resource.Group, d.Resource.Plural));

    private static readonly FrozenDictionary<(string Group, string Kind), ResourceDefinition> ByKind =
        ByName.Values.ToFrozenDictionary(d => (d.Resource.Group, d.Resource.Kind));

    /// <summary>Every resource, by group and name.</summary>
    public static ImmutableArray<ResourceDefinition> All { get; } =
    [
        .. ByName.Values
            .OrderBy(d => d.Resource.Group, StringComparer.Ordinal)
            .ThenBy(d => d.Resource.Plural, StringComparer.Ordinal),
    ];

    /// <summary>A resource; null when it, or the version, is not served.</summary>
    public static ResourceDefinition? Find(string group, string version, string plural) =>
        ByName.TryGetValue((group, plural), out var found) && found.Resource.Version == version ? found : null;

    /// <summary>The resource of an object's <c>apiVersion</c> and <c>kind</c>, in whatever version; null when none is served.</summary>
    public static ResourceDefinition? FindObject(string apiVersion, string kind)
    {
        ArgumentNullException.ThrowIfNull(apiVersion);
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return ByKind.GetValueOrDefault((slash < 0 ? "" : apiVersion[..slash], kind));
    }

    /// <summary>A resource that is known to be served.</summary>
    internal static ResourceDefinition Get(ApiResource resource) => ByName[(resource.Group, resource.Plural)];

    internal static ResourceDefinition Get(string group, string plural) => ByName[(group, plural)];

    private static bool IsServed(ApiResourceInfo info) =>
        info.Verbs.Contains("create") && info.Verbs.Contains("get")
        && !GroupsLeftOut.Contains(info.Resource.Group)
        && !info.Resource.Version.Contains("alpha", StringComparison.Ordinal)
        && !info.Resource.Version.Contains("beta", StringComparison.Ordinal);
}
