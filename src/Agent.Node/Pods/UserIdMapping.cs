using Agent.Cri.Protocol;

namespace Agent.Node.Pods;

/// <summary>The ids of the host that a pod with a user namespace of its own has, from 0 in the pod.</summary>
/// <param name="First">The first.</param>
/// <param name="Length">How many.</param>
internal sealed record UserIdMapping(long First, long Length)
{
    /// <summary>CRI's form.</summary>
    public IDMapping ToMapping() => new() { HostId = (uint)First, ContainerId = 0, Length = (uint)Length };

    /// <summary>Whether a handler of the runtime can do user namespaces.</summary>
    public static bool IsSupported(NodeFacts facts, string handler) =>
        facts.Abilities?.Handlers.Any(h => h.Name == handler && h.Features?.UserNamespaces == true) == true;

    /// <summary>Mounts are shown with the ids as the pod has them.</summary>
    public void AddTo(IEnumerable<Mount> mounts)
    {
        foreach (var mount in mounts)
        {
            mount.UidMappings.Add(ToMapping());
            mount.GidMappings.Add(ToMapping());
        }
    }
}
