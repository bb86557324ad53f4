namespace Agent.Node.Runtime;

/// <summary>How the gateway treats a call: its class, its deadline, whether it may be repeated.</summary>
/// <param name="Class">The class.</param>
/// <param name="Deadline">Time the runtime has to answer; null: none.</param>
/// <param name="Idempotent">Repeating it after a lost connection cannot do the thing twice.</param>
/// <param name="Priority">Among waiting start-class calls the highest goes first: pods are finished before others begin.</param>
internal sealed record CriCallPolicy(CriCallClass Class, TimeSpan? Deadline, bool Idempotent, int Priority = 0)
{
    /// <summary>Attempts of an idempotent call whose connection was lost, the first included.</summary>
    public const int MaxAttempts = 4;

    /// <summary>The policy of a call.</summary>
    /// <param name="method">The call.</param>
    /// <param name="requestTimeout">KubeletConfiguration <c>runtimeRequestTimeout</c> (2 min).</param>
    public static CriCallPolicy For(CriMethod method, TimeSpan requestTimeout) => method switch
    {
        // The kubelet gives RunPodSandbox twice the time: it includes the network plug-in.
        CriMethod.RunPodSandbox => new(CriCallClass.Start, requestTimeout * 2, Idempotent: false, Priority: 0),
        CriMethod.CreateContainer => new(CriCallClass.Start, requestTimeout, Idempotent: false, Priority: 1),
        CriMethod.StartContainer => new(CriCallClass.Start, requestTimeout, Idempotent: false, Priority: 2),
        CriMethod.StopPodSandbox or CriMethod.RemovePodSandbox or CriMethod.StopContainer or CriMethod.RemoveContainer
            or CriMethod.RemoveImage or CriMethod.UpdateContainerResources => new(CriCallClass.Stop, requestTimeout, Idempotent: true),
        CriMethod.ReopenContainerLog => new(CriCallClass.Stop, requestTimeout, Idempotent: false),
        CriMethod.PullImage => new(CriCallClass.Pull, null, Idempotent: false),
        CriMethod.ExecSync => new(CriCallClass.Exec, null, Idempotent: false),
        _ => new(CriCallClass.Read, requestTimeout, Idempotent: true),
    };

    /// <summary>The pause before an attempt, counted from 2: 100 ms, 300 ms, 900 ms.</summary>
    public static TimeSpan RetryDelay(int attempt) => TimeSpan.FromMilliseconds(100 * Math.Pow(3, Math.Max(0, attempt - 2)));
}
