using Agent.Node.Explain;

namespace Agent.Tests.Display;

/// <summary>Pods in the states that a reader of the table cares about.</summary>
internal static class TestPods
{
    public static readonly DateTimeOffset Now = new(2026, 7, 15, 10, 0, 0, TimeSpan.Zero);

    public static PodExplanation Web { get; } = new()
    {
        PodName = "web",
        Namespace = "default",
        Uid = "1111",
        Source = "file",
        State = "Running",
        Since = Now.AddMinutes(-3),
        CreatedAt = Now.AddMinutes(-4),
        Phase = "Running",
        Ready = "1/1",
        Status = "Running",
        Ips = ["10.88.0.5"],
        Ports = ["8080:80"],
        Containers = [Container("server", "Running")],
        Transitions = [new JournalEntry(Now.AddMinutes(-4), "CreatingSandbox", "RunPodSandbox"), new JournalEntry(Now.AddMinutes(-3), "Running", "")],
    };

    public static PodExplanation Crashing { get; } = new()
    {
        PodName = "crash",
        Namespace = "team-a",
        Uid = "2222",
        Source = "file",
        State = "Running",
        Since = Now.AddSeconds(-30),
        LastError = "main exited with 3",
        Phase = "Running",
        Ready = "0/1",
        Status = "CrashLoopBackOff",
        Conditions =
        [
            new ExplainedCondition("PodScheduled", "True", "", "", Now.AddMinutes(-9)),
            new ExplainedCondition("Ready", "False", "ContainersNotReady", "containers with unready status: [main]", Now.AddMinutes(-2)),
        ],
        Containers =
        [
            Container("setup", "Exited", kind: "init") with { ExitCode = 0, Reason = "Completed" },
            Container("main", "BackingOff") with
            {
                Reason = "CrashLoopBackOff",
                ExitCode = 3,
                RestartCount = 4,
                NextTimer = new ExplainedTimer("restart main", Now.AddSeconds(25)),
            },
        ],
    };

    public static PodExplanation Starting { get; } = new()
    {
        PodName = "a-pod-with-a-name-that-is-much-too-long-for-any-table",
        Namespace = "default",
        Uid = "3333",
        State = "CreatingSandbox",
        WaitingFor = "RunPodSandbox, asked 12 s ago",
        Since = Now.AddSeconds(-12),
        NextTimer = new ExplainedTimer("deadline", Now.AddSeconds(108)),
    };

    public static ContainerExplanation Container(string name, string state, string kind = "regular") =>
        new(name, kind, state, "", "", "registry/image:1", "", 0, null, Now.AddMinutes(-2), null);
}
