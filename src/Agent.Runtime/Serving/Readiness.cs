using Agent.Cri.Protocol;

namespace Agent.Runtime.Serving;

/// <summary>Whether the runtime can do its work, as its status says.</summary>
internal static class Readiness
{
    private const string Probe = ".writable";

    /// <summary>It can note what it does: without that nothing could be started and known again.</summary>
    /// <param name="root">Its directory.</param>
    public static RuntimeCondition OfRuntime(string root)
    {
        try
        {
            File.WriteAllBytes(Path.Join(root, Probe), []);
            return new RuntimeCondition { Type = "RuntimeReady", Status = true };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new RuntimeCondition { Type = "RuntimeReady", Reason = "StateNotWritable", Message = error.Message };
        }
    }

    /// <summary>Pods have the host's addresses: there must be one.</summary>
    public static RuntimeCondition OfNetwork(IReadOnlyList<string> podIps) => podIps.Count > 0
        ? new RuntimeCondition { Type = "NetworkReady", Status = true }
        : new RuntimeCondition { Type = "NetworkReady", Reason = "NoAddress", Message = "the host has no address that pods could have" };
}
