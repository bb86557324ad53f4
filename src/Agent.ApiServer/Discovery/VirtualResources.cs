using System.Collections.Immutable;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Discovery;

/// <summary>Resources that are questions: they are answered and not kept.</summary>
internal static class VirtualResources
{
    public static ImmutableArray<ApiResourceInfo> All { get; } =
        [.. ApiResources.All.Where(i => i.Resource is { Group: "authentication.k8s.io" or "authorization.k8s.io", Version: "v1" })];

    public static ApiResource? Find(string group, string version, string plural) =>
        All.FirstOrDefault(i => i.Resource.Group == group && i.Resource.Version == version && i.Resource.Plural == plural)?.Resource;
}
