namespace Agent.Node.Containers;

/// <summary>Why the last attempt to start a container came to nothing, or why the next one waits.</summary>
/// <param name="Reason">Kubernetes' reason: ErrImagePull, CrashLoopBackOff, RunContainerError, …</param>
/// <param name="Message">Details for people.</param>
internal sealed record StartFailure(string Reason, string Message)
{
    /// <summary>The reason of a container that was killed because its postStart hook failed.</summary>
    public const string PostStartHook = "PostStartHookError";
}
