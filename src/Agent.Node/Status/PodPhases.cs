namespace Agent.Node.Status;

/// <summary>Values of a pod's <c>status.phase</c>.</summary>
internal static class PodPhases
{
    public const string Pending = "Pending";

    public const string Running = "Running";

    public const string Succeeded = "Succeeded";

    public const string Failed = "Failed";

    /// <summary>A phase that a pod never leaves.</summary>
    public static bool IsTerminal(string? phase) => phase is Succeeded or Failed;
}
