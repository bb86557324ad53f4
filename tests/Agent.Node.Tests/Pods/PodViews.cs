using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Pods;
using Agent.Node.Runtime;

namespace Agent.Node.Tests.Pods;

/// <summary>Builds views for the tests of the pod's decisions.</summary>
internal static class PodViews
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static V1Pod Pod(string restartPolicy = "Always", int init = 0, int regular = 1) => new()
    {
        Metadata = new V1ObjectMeta { Name = "web", Namespace = "default", Uid = "u1" },
        Spec = new V1PodSpec
        {
            RestartPolicy = restartPolicy,
            TerminationGracePeriodSeconds = 30,
            InitContainers = [.. Enumerable.Range(0, init).Select(i => new V1Container { Name = "init" + i, Image = "busybox:1" })],
            Containers = [.. Enumerable.Range(0, regular).Select(i => new V1Container { Name = "c" + i, Image = "busybox:1" })],
        },
    };

    public static PodView View(V1Pod pod) => new()
    {
        Uid = "u1",
        Pod = pod,
        Adopted = true,
        NetworkReady = true,
        Containers = [.. PodSpecs.Records(pod, Now)],
    };

    public static SandboxInstance Sandbox(uint attempt = 0, bool ready = true) => new("s" + attempt, attempt, ready, attempt + 1, ["10.0.0.1"], false);

    public static PodView Running(V1Pod pod) => (View(pod) with { Sandboxes = [Sandbox()] }).WithAll(ContainerPhase.Running);

    public static PodView WithAll(this PodView view, ContainerPhase phase) =>
        view with { Containers = [.. view.Containers.Select(c => c.Kind == ContainerKind.Init ? c.Exited(0) : c.In(phase))] };

    public static PodView Set(this PodView view, string name, Func<ContainerRecord, ContainerRecord> change) =>
        view.With(change(view.Container(name)!));

    public static ContainerRecord In(this ContainerRecord record, ContainerPhase phase) => record with
    {
        Phase = phase,
        TargetSandboxId = "s0",
        Instance = phase is ContainerPhase.Running or ContainerPhase.Stopping ? Instance(record.Name, ContainerInstanceState.Running) : record.Instance,
        InstanceIds = phase is ContainerPhase.Running or ContainerPhase.Stopping ? ["id-" + record.Name] : record.InstanceIds,
    };

    public static ContainerRecord Exited(this ContainerRecord record, int code, string sandbox = "s0") => record with
    {
        Phase = ContainerPhase.Exited,
        Instance = Instance(record.Name, ContainerInstanceState.Exited, sandbox) with { ExitCode = code },
        InstanceIds = ["id-" + record.Name],
    };

    public static ContainerInstance Instance(string name, ContainerInstanceState state, string sandbox = "s0") => new()
    {
        Id = "id-" + name,
        Name = name,
        SandboxId = sandbox,
        State = state,
        Hash = ContainerHash.Compute(name, "busybox:1"),
    };
}
