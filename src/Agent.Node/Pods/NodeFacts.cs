using Agent.Node.Host.Cgroups;
using Agent.Node.Host.Machine;
using Agent.Node.Runtime;

namespace Agent.Node.Pods;

/// <summary>What pods need to know of their node beside its options; read again from time to time.</summary>
/// <param name="ResolvConf">Text of the resolver configuration (<c>resolvConf</c>); null: none.</param>
/// <param name="HostIps">Addresses of the node, primary first.</param>
internal sealed record NodeFacts(string? ResolvConf, IReadOnlyList<string> HostIps)
{
    /// <summary>The runtime can make mounts below a mount read-only, too (CRI feature <c>recursive_read_only_mounts</c> of the default handler).</summary>
    public bool RecursiveReadOnlyMounts => Abilities?.Handlers.Any(h => h.Name.Length == 0 && h.Features?.RecursiveReadOnlyMounts == true) == true;

    public static NodeFacts None { get; } = new(null, []);

    /// <summary>The machine; empty where nothing is known of it.</summary>
    public MachineFacts Machine { get; init; } = new();

    /// <summary>What of its cgroups can be used.</summary>
    public CgroupFacts Cgroups { get; init; } = CgroupFacts.None;

    /// <summary>What the runtime can do; null: it has not said yet.</summary>
    public RuntimeAbilities? Abilities { get; init; }
}
