namespace Agent.Node.Runtime;

/// <summary>Names of the gateway's lanes; calls of one lane never overlap.</summary>
internal static class Lanes
{
    /// <summary>Outside lanes: ExecSync, status, list, stats and images.</summary>
    public const string None = "";

    /// <summary>One lane per sandbox attempt of a pod: run, create, start, remove and stop sandbox.</summary>
    public static string Sandbox(string podUid) => podUid;

    /// <summary>One lane per container for StopContainer, so that a stuck stop holds up only itself.</summary>
    public static string Container(string containerId) => "stop/" + containerId;
}
