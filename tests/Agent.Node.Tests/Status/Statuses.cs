using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using Agent.Node.Runtime;
using Agent.Node.Status;
using Agent.Node.Tests.Pods;

namespace Agent.Node.Tests.Status;

/// <summary>Builds statuses of the views in <see cref="PodViews"/>.</summary>
internal static class Statuses
{
    public static readonly DateTimeOffset Now = PodViews.Now;

    public static readonly PodStatusFacts Facts = new("containerd", ["192.168.0.1"]);

    public static V1PodStatus Build(this PodView view, V1PodStatus? previous = null, int seconds = 0) =>
        PodStatusBuilder.Build(view, previous, Facts, Now.AddSeconds(seconds));

    public static V1PodCondition Condition(this V1PodStatus status, string type) =>
        status.Conditions!.Single(c => c.Type == type);

    public static V1ContainerStatus Container(this V1PodStatus status, string name = "c0") =>
        (status.ContainerStatuses ?? []).Concat(status.InitContainerStatuses ?? []).Single(s => s.Name == name);

    /// <summary>A short form of a container's state: <c>running</c>, <c>terminated:1</c>, <c>waiting:ErrImagePull</c>, <c>-</c>.</summary>
    public static string Short(this V1ContainerState? state) => state switch
    {
        { Running: not null } => "running",
        { Terminated: { } end } => "terminated:" + end.ExitCode,
        { Waiting: { } wait } => "waiting:" + wait.Reason,
        _ => "-",
    };

    public static ContainerRecord Runs(this ContainerRecord record, string id = "1", int restarts = 0) => record with
    {
        Phase = ContainerPhase.Running,
        Instance = Instance(record, id, ContainerInstanceState.Running, restarts),
        Previous = record.Instance ?? record.Previous,
        Failure = null,
    };

    public static ContainerRecord Ends(this ContainerRecord record, int code, string id = "1", int restarts = 0) => record with
    {
        Phase = ContainerPhase.Exited,
        Instance = Instance(record, id, ContainerInstanceState.Exited, restarts) with
        {
            ExitCode = code,
            Reason = code == 0 ? "Completed" : "Error",
            FinishedAt = 2_500_000_000,
        },
        Failure = null,
    };

    public static ContainerRecord Waits(this ContainerRecord record, string reason, string message = "") => record with
    {
        Phase = reason == "CrashLoopBackOff" ? ContainerPhase.BackingOff : ContainerPhase.Failed,
        Failure = new StartFailure(reason, message),
    };

    private static ContainerInstance Instance(ContainerRecord record, string id, ContainerInstanceState state, int restarts) => new()
    {
        Id = id,
        Name = record.Name,
        SandboxId = "s0",
        State = state,
        RestartCount = restarts,
        StartedAt = 1_500_000_000,
        Image = "docker.io/library/busybox:1",
        ImageRef = "sha256:abc",
        Hash = ContainerHash.Compute(record.Name, "busybox:1"),
    };
}
