using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Agent.Kubernetes.Api;

/// <summary>
/// The resources of Kubernetes 1.36 (api-resources.tsv), for discovery and for finding one by any of its names. Read when
/// first asked for.
/// </summary>
public static class ApiResources
{
    /// <summary>All resources, in order of group, version and plural name; the core group is first.</summary>
    public static ImmutableArray<ApiResourceInfo> All => Table.All;

    /// <summary>The resource of this path, or null.</summary>
    public static ApiResourceInfo? Find(string group, string version, string plural) =>
        Table.ByPath.GetValueOrDefault((group, version, plural));

    /// <summary>The resource of objects of this kind, or null.</summary>
    public static ApiResourceInfo? OfKind(string apiVersion, string kind) => Table.ByKind.GetValueOrDefault((apiVersion, kind));

    /// <summary>What the table says about a resource, or null.</summary>
    public static ApiResourceInfo? Of(ApiResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return Find(resource.Group, resource.Version, resource.Plural);
    }

    /// <summary>
    /// The resource that a user means: plural, singular, short name or kind in any case, with or without the group, as
    /// <c>po</c>, <c>Deployment</c> or <c>events.events.k8s.io</c>. The core group and stable versions come first; null: none.
    /// </summary>
    public static ApiResourceInfo? Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Table.ByName.GetValueOrDefault(name.ToLowerInvariant());
    }

    private static class Table
    {
        internal static readonly ImmutableArray<ApiResourceInfo> All = ApiResourceTable.Read();

        internal static readonly FrozenDictionary<(string, string, string), ApiResourceInfo> ByPath =
            All.ToFrozenDictionary(r => (r.Resource.Group, r.Resource.Version, r.Resource.Plural));

        internal static readonly FrozenDictionary<(string, string), ApiResourceInfo> ByKind = All
            .GroupBy(r => (r.Resource.ApiVersion, r.Resource.Kind))
            .ToFrozenDictionary(g => g.Key, g => g.First());

        internal static readonly FrozenDictionary<string, ApiResourceInfo> ByName = All
            .OrderBy(r => r.Resource.Version.Contains("alpha", StringComparison.Ordinal) ? 2
                : r.Resource.Version.Contains("beta", StringComparison.Ordinal) ? 1 : 0)
            .SelectMany(r => Names(r).Select(n => (Name: n, Resource: r)))
            .DistinctBy(n => n.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(n => n.Name, n => n.Resource, StringComparer.Ordinal);

        private static IEnumerable<string> Names(ApiResourceInfo info)
        {
            string[] names = [info.Resource.Plural, info.Singular, info.Resource.Kind.ToLowerInvariant(), .. info.ShortNames];
            return info.Resource.Group.Length == 0 ? names : [.. names, .. names.Select(n => $"{n}.{info.Resource.Group}")];
        }
    }
}
