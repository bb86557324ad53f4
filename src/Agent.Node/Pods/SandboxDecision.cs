using Agent.Node.Runtime;

namespace Agent.Node.Pods;

/// <summary>Whether a pod needs a new sandbox.</summary>
/// <param name="Needed">A new one must be made.</param>
/// <param name="Attempt">Its attempt number.</param>
/// <param name="Current">The sandbox to go on with when none is needed.</param>
/// <param name="Why">Why a new one is needed; empty when none existed yet.</param>
internal sealed record SandboxDecision(bool Needed, uint Attempt, SandboxInstance? Current, string Why)
{
    /// <summary>Decides as the kubelet does.</summary>
    /// <param name="hostNetwork">The pod's spec.hostNetwork.</param>
    /// <param name="sandboxes">Newest first.</param>
    public static SandboxDecision For(bool hostNetwork, IReadOnlyList<SandboxInstance> sandboxes)
    {
        if (sandboxes.Count == 0)
        {
            return new(true, 0, null, "");
        }

        var newest = sandboxes[0];
        var next = newest.Attempt + 1;
        return sandboxes.Count(s => s.Ready) > 1 ? new(true, next, null, "more than one sandbox is ready")
            : !newest.Ready ? new(true, next, null, "the sandbox is not ready")
            : newest.HostNetwork != hostNetwork ? new(true, next, null, "the network namespace mode differs from the pod's")
            : !hostNetwork && newest.Ips.Count == 0 ? new(true, next, null, "the sandbox has no address")
            : new(false, newest.Attempt, newest, "");
    }
}
