using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.Kubernetes;
using Agent.Kubernetes.Resources;

namespace Agent.ApiServer.Scheduling;

/// <summary>What a pod asks of a node.</summary>
/// <param name="Requests">Resources, cpu in thousandths, the rest in whole units; <c>pods</c> is 1.</param>
/// <param name="NodeSelector">Labels the node must have.</param>
/// <param name="Affinity">What else the node must be, or better is.</param>
/// <param name="Tolerations">Taints that do not matter.</param>
/// <param name="HostPorts">Ports of the node that it takes, as <c>TCP/80</c>.</param>
internal sealed record PodDemand(
    IReadOnlyList<KeyValuePair<string, long>> Requests,
    IReadOnlyDictionary<string, string> NodeSelector,
    V1NodeAffinity? Affinity,
    IReadOnlyList<V1Toleration> Tolerations,
    IReadOnlyList<string> HostPorts)
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new SortedDictionary<string, string>();

    /// <summary>The one node that its affinity names; null: it names none, or more.</summary>
    public string? OnlyNode
    {
        get
        {
            var terms = Affinity?.RequiredDuringSchedulingIgnoredDuringExecution?.NodeSelectorTerms;
            return terms is { Count: > 0 } && terms[0].MatchFields is [{ Key: "metadata.name", Operator: "In", Values: [var name] }] ? name : null;
        }
    }

    public static PodDemand Read(JsonObject pod) => Of(KubernetesJson.Deserialize<V1Pod>(JsonObjects.Write(pod)));

    public static PodDemand Of(V1Pod pod)
    {
        var spec = pod.Spec;
        var sum = ResourceAmounts.OfContainers(spec, c => c.Resources?.Requests);
        var total = ResourceAmounts.Sum(ResourceAmounts.FillFrom(spec.Resources?.Requests, sum), spec.Overhead);
        List<KeyValuePair<string, long>> requests =
            [.. total.Where(r => r.Value.Sign > 0).Select(r => KeyValuePair.Create(r.Key, Units(r.Key, r.Value)))];
        requests.Add(KeyValuePair.Create(ResourceNames.Pods, 1L));
        return new PodDemand(
            requests,
            spec.NodeSelector ?? NoLabels,
            spec.Affinity?.NodeAffinity,
            spec.Tolerations ?? [],
            [.. spec.Containers.Concat(spec.InitContainers ?? [])
                .SelectMany(c => c.Ports ?? [])
                .Where(p => p.HostPort is > 0)
                .Select(p => $"{p.Protocol ?? "TCP"}/{p.HostPort}")]);
    }

    public static long Units(string resource, Quantity amount) =>
        resource == ResourceNames.Cpu ? amount.MilliValue() : amount.Value();
}
