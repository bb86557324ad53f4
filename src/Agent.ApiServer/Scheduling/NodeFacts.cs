using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Store;
using Agent.Kubernetes;

namespace Agent.ApiServer.Scheduling;

/// <summary>What of a node matters to where pods go. Compared by content.</summary>
/// <param name="Name">Name.</param>
/// <param name="Labels">Labels.</param>
/// <param name="Taints">Taints.</param>
/// <param name="IsUnschedulable">Nothing new is to go there.</param>
/// <param name="Allocatable">What it has for pods, by resource; cpu in thousandths, the rest in whole units.</param>
internal sealed record NodeFacts(
    string Name,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<Taint> Taints,
    bool IsUnschedulable,
    IReadOnlyDictionary<string, long> Allocatable)
{
    // Read once for each version of a node that somebody asks about.
    private static readonly ConditionalWeakTable<StoredObject, NodeFacts> Known = [];

    public static NodeFacts Read(StoredObject node) => Known.GetValue(node, static n => Parse(n));

    public bool Equals(NodeFacts? other) => other is not null
        && Name == other.Name
        && IsUnschedulable == other.IsUnschedulable
        && Taints.SequenceEqual(other.Taints)
        && Labels.Count == other.Labels.Count
        && Labels.All(l => other.Labels.TryGetValue(l.Key, out var value) && value == l.Value)
        && Allocatable.Count == other.Allocatable.Count
        && Allocatable.All(a => other.Allocatable.TryGetValue(a.Key, out var amount) && amount == a.Value);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    private static NodeFacts Parse(StoredObject node)
    {
        var tree = node.ToTree();
        var spec = tree.Object("spec");
        var amounts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var status = tree.Object("status");
        foreach (var (name, value) in status.Object("allocatable") ?? status.Object("capacity") ?? [])
        {
            if (Quantity.TryParse(value?.ToString(), out var amount))
            {
                amounts[name] = PodDemand.Units(name, amount);
            }
        }

        return new NodeFacts(
            node.Key.Name,
            node.Labels,
            [.. spec.Objects("taints").Select(ReadTaint)],
            spec?.Flag("unschedulable") == true,
            amounts);
    }

    private static Taint ReadTaint(JsonObject taint) => new(
        taint.Text("key") ?? "",
        taint.Text("value") ?? "",
        taint.Text("effect") ?? "",
        KubernetesTime.TryParse(taint.Text("timeAdded"), out var added) ? added : null);
}
