using System.Collections.Immutable;
using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Explain;
using Agent.Node.Hosting;
using Agent.Node.Images;
using Agent.Node.Pods;
using Agent.Node.Runtime;
using Agent.Node.Sources;
using Agent.Node.Status;
using Agent.Node.WellKnown;
using Agent.Simulation.Nodes;
using Agent.Simulation.Runtime;
using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Node.Tests.Status;

/// <summary>Pods from the API server to the runtime and back: what the API shows, and when the object goes.</summary>
public sealed class PodFlowSpec : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Simulation.Simulation _time = Simulation.Simulation.Create(1);
    private readonly SimulatedNode _node;
    private readonly FakeApi _api = new();
    private readonly List<IActorRef> _actors = [];
    private ImmutableSortedDictionary<string, V1Pod> _known = PodSetMerge.None;
    private IActorRef _pods = ActorRefs.Nobody;
    private int _starts;

    public PodFlowSpec()
    {
        _node = new SimulatedNode(_time, new SimulatedNodeOptions
        {
            Runtime = new SimulatedRuntimeOptions { Latencies = RuntimeLatencies.Always(TimeSpan.FromMilliseconds(1)) },
        });
        _api.Watch = (_, _) => Observe();
        Start();
    }

    private IEnumerable<SimulatedContainer> Running => _node.Runtime.Containers.Where(c => c.State == ContainerState.ContainerRunning);

    public void Dispose() => _time.Dispose();

    [Fact]
    public void Pod_Runs_IsShownReadyWithItsAddresses()
    {
        Create("web", "app:v1");
        Until(() => IsReady("web"));

        var status = Shown("web");
        Assert.Equal(("Running", "192.0.2.1", "BestEffort"), (status.Phase, status.HostIP, status.QosClass));
        Assert.NotEmpty(status.PodIPs!);
        var container = Assert.Single(status.ContainerStatuses!);
        Assert.StartsWith("simulated://", container.ContainerID, StringComparison.Ordinal);
        Assert.Equal((true, true, 0), (container.Started, container.Ready, container.RestartCount));
        Assert.Equal(
            ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"], status.Conditions!.Select(c => c.Type));
    }

    [Fact]
    public void Pod_Deleted_EndsIsShownTerminalAndGoes()
    {
        var pod = Create("web", "app:v1");
        Until(() => IsReady("web"));
        _api.Written.Clear();

        _api.Delete(pod, _time.Time.GetUtcNow());
        Until(() => _api.Pods.Count == 0);

        Assert.True(PodPhases.IsTerminal(_api.Written[^1].Status.Phase));
        Assert.Equal("False", PodConditions.Find(_api.Written[^1].Status.Conditions, "Ready")!.Status);
        Assert.Single(_api.Of(ApiVerb.Delete));
        Assert.Empty(_node.Runtime.Sandboxes);
        _time.Advance(Minute);
        Assert.Empty(_api.Pods);
        Assert.Empty(_node.Runtime.Containers);
    }

    [Fact]
    public void Pod_DeletedAndStubborn_IsNotShownTerminalWhileItRuns()
    {
        _node.Runtime.Registry["stubborn:v1"] = new RegistryImage { Program = _ => new ContainerBehavior { IgnoresStop = true } };
        var pod = Create("web", "stubborn:v1");
        Until(() => IsReady("web"));
        var tooEarly = 0;
        _api.Watch = (seen, _) =>
        {
            tooEarly += PodPhases.IsTerminal(seen.Status.Phase) && Running.Any() ? 1 : 0;
            Observe();
        };

        _api.Delete(pod, _time.Time.GetUtcNow(), 20);
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.Single(_api.Pods);
        Until(() => _api.Pods.Count == 0);
        Assert.Equal(0, tooEarly);
    }

    [Fact]
    public void Pod_DeletedBeforeItEverRan_GoesToo()
    {
        _node.Runtime.Registry["bad:v1"] = new RegistryImage { PullError = "no such image" };
        var pod = Create("web", "bad:v1");
        Until(() => Waiting("web") == "ErrImagePull");
        Until(() => Waiting("web") == "ImagePullBackOff");

        _api.Delete(pod, _time.Time.GetUtcNow());
        Until(() => _api.Pods.Count == 0);

        Assert.Equal(("Failed", 137), (_api.Written[^1].Status.Phase, _api.Written[^1].Status.ContainerStatuses![0].State!.Terminated!.ExitCode));
    }

    [Fact]
    public void Job_Completes_StaysSucceededUntilDeleted()
    {
        _node.Runtime.Registry["job:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(3), 0) };
        var pod = Create("job", "job:v1", "Never");
        Until(() => Shown("job").Phase == "Succeeded");
        _time.Advance(Minute);
        Assert.Equal("PodCompleted", PodConditions.Find(Shown("job").Conditions, "Ready")!.Reason);
        Assert.Empty(_api.Of(ApiVerb.Delete));

        _api.Delete(pod, _time.Time.GetUtcNow());
        Until(() => _api.Pods.Count == 0);
        Assert.Empty(_node.Runtime.Sandboxes);
    }

    [Fact]
    public void Pod_ForceDeleted_IsStoppedAndRemoved()
    {
        var pod = Create("web", "app:v1");
        Until(() => IsReady("web"));

        _api.Remove(pod);
        Until(() => _node.Runtime.Sandboxes.Count == 0);

        Assert.Empty(_api.Of(ApiVerb.Delete));
    }

    [Fact]
    public void Pod_Crashes_IsShownBackingOff()
    {
        _node.Runtime.Registry["crash:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(1), 1) };
        var pod = Create("web", "crash:v1");
        Until(() => Waiting("web") == "CrashLoopBackOff");

        var status = Shown("web").ContainerStatuses![0];
        Assert.Equal($"back-off 10s restarting failed container=c pod=web_default({pod.Uid()})", status.State!.Waiting!.Message);
        Assert.Equal((1, 1), (status.LastState!.Terminated!.ExitCode, status.RestartCount));
        Assert.Equal("Running", Shown("web").Phase);
        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.Contains("back-off 5m0s", Shown("web").ContainerStatuses![0].State!.Waiting!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Agent_StartedAnew_WritesNothingAndRestartsNothing()
    {
        Create("a", "app:v1");
        Create("b", "app:v1");
        Until(() => IsReady("a") && IsReady("b"));
        _time.Advance(Minute);
        _api.Written.Clear();
        var ids = Running.Select(c => c.Id).ToList();

        Stop();
        _time.Advance(Minute);
        Start();
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(_api.Written);
        Assert.Equal(ids, Running.Select(c => c.Id));
    }

    [Fact]
    public void Agent_DownWhileAPodIsDeleted_EndsItAfterwards()
    {
        var pod = Create("web", "app:v1");
        Until(() => IsReady("web"));
        Stop();
        _api.Delete(pod, _time.Time.GetUtcNow());

        Start();
        Until(() => _api.Pods.Count == 0);

        Assert.Empty(_node.Runtime.Sandboxes);
    }

    [Fact]
    public void Pod_OverInTheApi_IsNotBegunAgain()
    {
        _api.Put(Pod("web", "app:v1", "Always") with { Status = new V1PodStatus { Phase = "Failed", Reason = "Evicted" } });
        _time.Advance(Minute);

        Assert.Empty(_node.Runtime.Sandboxes);
        Assert.Equal(("Failed", "Evicted"), (Shown("web").Phase, Shown("web").Reason));
    }

    [Fact]
    public void Pod_CrashOfItsActor_NothingFallsBack()
    {
        _node.Runtime.Registry["crash:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(1), 1) };
        var pod = Create("web", "crash:v1");
        Until(() => Shown("web").ContainerStatuses is [{ RestartCount: 2 }]);
        var before = Shown("web");
        _api.Written.Clear();

        _time.System.ActorSelection(_pods.Path / pod.Uid()).Tell(Akka.Actor.Kill.Instance);
        _time.Advance(Minute);

        Assert.All(_api.Written, p => Assert.True(p.Status.ContainerStatuses![0].RestartCount >= 2 && p.Status.Phase == "Running"));
        Assert.Equal(before.StartTime, Shown("web").StartTime);
    }

    [Fact]
    public void StaticPod_HasAMirrorThatShowsItsStatus()
    {
        StaticPod("h1", "app:v1");
        Until(() => Shown("web-node-1").Phase == "Running");
        var mirror = _api.Pods["default/web-node-1"];
        Assert.Equal("h1", mirror.Annotation(PodAnnotations.ConfigMirror));
        Assert.Equal("Node", mirror.Metadata.OwnerReferences![0].Kind);

        _api.Delete(mirror, _time.Time.GetUtcNow());
        Until(() => _api.Pods.TryGetValue("default/web-node-1", out var again) && again.Uid() != mirror.Uid() && again.Status.Phase == "Running");

        Assert.Single(Running);
        Assert.Equal(0, Shown("web-node-1").ContainerStatuses![0].RestartCount);
    }

    [Fact]
    public void StaticPod_Edited_MirrorShowsTheOldOneUntilItIsGone()
    {
        StaticPod("h1", "app:v1");
        Until(() => Shown("web-node-1").Phase == "Running");

        _pods.Tell(new PodChanges([new PodChange(PodChangeKind.Remove, Static("h1", "app:v1"))], false));
        StaticPod("h2", "app:v2");
        Until(() => _api.Pods["default/web-node-1"].Annotation(PodAnnotations.ConfigMirror) == "h2" && Shown("web-node-1").Phase == "Running");

        _pods.Tell(new PodChanges([new PodChange(PodChangeKind.Remove, Static("h2", "app:v2"))], false));
        Until(() => _api.Pods.Count == 0 && _node.Runtime.Sandboxes.Count == 0);
    }

    [Fact]
    public void Pod_Fails_IsShownOnceWithWhatItSaidOfItsEnd()
    {
        _node.Runtime.Registry["job:v1"] = new RegistryImage
        {
            Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(1), 3) with { TerminationMessage = "no database" },
        };
        var shown = new List<string?>();
        _api.Watch = (pod, _) =>
        {
            if (pod.Status.ContainerStatuses is [{ State.Terminated: { } end }])
            {
                shown.Add(end.Message);
            }

            Observe();
        };
        Create("job", "job:v1", "Never");

        Until(() => Shown("job").Phase == "Failed");

        Assert.All(shown, message => Assert.Equal("no database", message));
        Assert.NotEmpty(shown);
    }

    private void Start()
    {
        var services = new NodeServices(
            new NodeOptions { NodeName = "node-1", NodeIps = ["192.0.2.1"], ResolvConf = "" },
            new NodePorts(_node.Runtime, _node.Runtime, _node.Host), _time.Time,
            _time.RandomFor("test" + ++_starts), NullLoggerFactory.Instance, new ExplainBoard());
        var api = Spawn(FakeApi.Props(_api), "api");
        var gateway = Spawn(RuntimeActor.Props(services), "runtime");
        var images = Spawn(ImagesActor.Props(services, gateway), "images");
        var status = Spawn(StatusActor.Props(services, api), "status");
        var mirrors = Spawn(MirrorActor.Props(services, api), "mirrors");
        _pods = Spawn(PodsActor.Props(new PodsSetup(services, gateway, images, status, mirrors, ActorRefs.Nobody, ActorRefs.Nobody)), "pods");
        mirrors.Tell(new MirrorNode("node-1", "node-uid", false));
        _pods.Tell(new RuntimeHealthChanged(new RuntimeHealth(true, true, "") { RuntimeName = "simulated" }));
        _pods.Tell(new NodeFacts(null, ["192.0.2.1"]));
        _known = PodSetMerge.None;
        Observe(true);
        _time.RunToQuiescence();
    }

    private IActorRef Spawn(Props props, string name)
    {
        var actor = _time.System.ActorOf(props, $"{name}-{_starts}");
        _actors.Add(actor);
        return actor;
    }

    private void Stop()
    {
        foreach (var actor in _actors)
        {
            _time.System.Stop(actor);
        }

        _actors.Clear();
        _pods = ActorRefs.Nobody;
        _time.RunToQuiescence();
    }

    private void Observe(bool isComplete = false)
    {
        if (_pods.IsNobody())
        {
            return;
        }

        var merge = PodSetMerge.Merge(PodSourceNames.Api, _known, _api.Pods.Values, _time.Time.GetUtcNow());
        _known = merge.Pods;
        _pods.Tell(new PodChanges(merge.Changes, isComplete));
    }

    private V1Pod Create(string name, string image, string restartPolicy = "Always")
    {
        var pod = _api.Put(Pod(name, image, restartPolicy));
        _time.RunToQuiescence();
        return pod;
    }

    private void StaticPod(string hash, string image)
    {
        _pods.Tell(new PodChanges([new PodChange(PodChangeKind.Add, Static(hash, image))], false));
        _time.RunToQuiescence();
    }

    private static V1Pod Static(string hash, string image) => Pod("web-node-1", image, "Always") with
    {
        Metadata = new V1ObjectMeta
        {
            Name = "web-node-1",
            Namespace = "default",
            Uid = hash,
            Annotations = new Dictionary<string, string>
            {
                [PodAnnotations.ConfigSource] = PodSourceNames.File,
                [PodAnnotations.ConfigHash] = hash,
            },
        },
    };

    private static V1Pod Pod(string name, string image, string restartPolicy) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, Namespace = "default", Uid = "uid-" + name },
        Spec = new V1PodSpec
        {
            RestartPolicy = restartPolicy,
            NodeName = "node-1",
            TerminationGracePeriodSeconds = 30,
            Containers = [new V1Container { Name = "c", Image = image, TerminationMessagePath = "/dev/termination-log" }],
        },
        Status = new V1PodStatus { Phase = "Pending", QosClass = "BestEffort" },
    };

    private V1PodStatus Shown(string name) => _api.Pods.TryGetValue("default/" + name, out var pod) ? pod.Status : new V1PodStatus();

    private bool IsReady(string name) => PodConditions.Find(Shown(name).Conditions, "Ready")?.Status == "True";

    private string Waiting(string name) => Shown(name).ContainerStatuses?[0].State?.Waiting?.Reason ?? "";

    private void Until(Func<bool> condition) =>
        Assert.True(_time.RunUntil(condition, Minute), string.Join("; ", _api.Pods.Values.Select(p => KubernetesJson.Serialize(p.Status))));
}
