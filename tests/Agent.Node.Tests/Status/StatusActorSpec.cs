using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Api;
using Agent.Node.Explain;
using Agent.Node.Hosting;
using Agent.Node.Status;
using Agent.Node.WellKnown;
using Agent.Simulation.Nodes;
using Akka.Actor;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Node.Tests.Status;

public sealed class StatusActorSpec : IDisposable
{
    private readonly Simulation.Simulation _time = Simulation.Simulation.Create(1);
    private readonly FakeApi _api = new();
    private readonly IActorRef _status;

    public StatusActorSpec()
    {
        var node = new SimulatedNode(_time, new SimulatedNodeOptions());
        var services = new NodeServices(
            new NodeOptions { NodeName = "node-1" }, new NodePorts(node.Runtime, node.Runtime, node.Host), _time.Time,
            _time.RandomFor("test"), NullLoggerFactory.Instance, new ExplainBoard());
        var gateway = _time.System.ActorOf(FakeApi.Props(_api), "api");
        _status = _time.System.ActorOf(StatusActor.Props(services, gateway), "status");
        _api.Watch = (pod, gone) => _status.Tell(gone ? new ApiPodGone(pod.Uid()) : new ApiPodSeen(pod));
    }

    public void Dispose() => _time.Dispose();

    [Fact]
    public void Changed_NewStatus_IsReadThenPatched()
    {
        Tell(Put("web"), "Running");

        Assert.Equal([ApiVerb.Get, ApiVerb.Patch], _api.Requests.Select(r => r.Verb));
        Assert.Equal("Running", _api.Pods["default/web"].Status.Phase);
    }

    [Fact]
    public void Changed_WhatTheApiHasAlready_PatchesNothing()
    {
        var pod = Put("web", Status("Running"));
        Tell(pod, "Running");

        Assert.Equal([ApiVerb.Get], _api.Requests.Select(r => r.Verb));
    }

    [Fact]
    public void Changed_SameAgain_AsksNothing()
    {
        var pod = Put("web");
        Tell(pod, "Running");
        _api.Requests.Clear();
        Tell(pod, "Running");

        Assert.Empty(_api.Requests);
    }

    [Fact]
    public void Changed_WhileARequestIsUnderWay_OnlyTheNewestFollows()
    {
        var pod = Put("web");
        _api.IsHolding = true;
        for (var i = 0; i < 5; i++)
        {
            Tell(pod, "Running", message: "m" + i);
        }

        Assert.Equal(1, _api.Held);
        _api.Release();
        _time.RunToQuiescence();

        Assert.Equal("m4", _api.Pods["default/web"].Status.Message);
        Assert.Single(_api.Of(ApiVerb.Patch));
    }

    [Fact]
    public void Changed_ManyPods_TenAtOnceAndTheUrgentFirst()
    {
        _api.IsHolding = true;
        for (var i = 0; i < 12; i++)
        {
            Tell(Put("p" + i), "Running");
        }

        Tell(Put("ready"), Status("Running", ready: true));
        var ending = Put("ending");
        Tell(ending with { Metadata = ending.Metadata with { DeletionTimestamp = _time.Time.GetUtcNow() } }, "Running");

        Assert.Equal(StatusActor.Parallel, _api.Held);
        _api.Release();
        _time.RunToQuiescence();

        var later = _api.Of(ApiVerb.Get).Skip(StatusActor.Parallel).Select(r => r.Name);
        Assert.Equal(["ending", "ready", "p10", "p11"], later);
    }

    [Fact]
    public void Changed_TerminalWhileSomethingMayRun_PhaseIsWithheld()
    {
        var pod = Put("web", Status("Running"));
        Tell(pod, Status("Failed", reason: "Evicted"), mayRun: true);
        Assert.Equal(("Running", null), (_api.Pods["default/web"].Status.Phase, _api.Pods["default/web"].Status.Reason));

        Tell(pod, Status("Failed", reason: "Evicted"), mayRun: false);
        Assert.Equal(("Failed", "Evicted"), (_api.Pods["default/web"].Status.Phase, _api.Pods["default/web"].Status.Reason));
    }

    [Fact]
    public void Gone_DeletionAskedFor_TerminalPhaseFirstThenDeletedByUid()
    {
        var pod = _api.Delete(Put("web", Status("Running")), _time.Time.GetUtcNow());
        Tell(pod, "Failed", mayRun: false);
        Assert.Empty(_api.Of(ApiVerb.Delete));

        Tell(pod, "Failed", mayRun: false, isGone: true);

        var delete = Assert.Single(_api.Of(ApiVerb.Delete));
        Assert.Contains("\"gracePeriodSeconds\":0", System.Text.Encoding.UTF8.GetString(delete.Body.Span), StringComparison.Ordinal);
        Assert.Empty(_api.Pods);
    }

    [Fact]
    public void Gone_NoDeletionAskedFor_IsNotDeleted()
    {
        Tell(Put("web"), "Succeeded", mayRun: false, isGone: true);

        Assert.Empty(_api.Of(ApiVerb.Delete));
        Assert.Equal("Succeeded", _api.Pods["default/web"].Status.Phase);
    }

    [Fact]
    public void Gone_DeletionFails_IsTriedAgain()
    {
        var failures = 2;
        _api.Fault = r => r.Verb == ApiVerb.Delete && failures-- > 0 ? new ApiFailure(500, "InternalError", "no") : null;
        var pod = _api.Delete(Put("web"), _time.Time.GetUtcNow());
        Tell(pod, "Failed", mayRun: false, isGone: true);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(_api.Pods);
        Assert.Equal(3, _api.Of(ApiVerb.Delete).Count());
    }

    [Fact]
    public void Failure_IsRetriedAfterOneTwoFourSeconds()
    {
        var times = new List<int>();
        _api.Fault = _ =>
        {
            times.Add((int)_time.Elapsed.TotalSeconds);
            return times.Count < 5 ? new ApiFailure(0, "", "down") : null;
        };
        Tell(Put("web"), "Running");

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal([0, 1, 3, 7, 15], times.Take(5));
        Assert.Equal("Running", _api.Pods["default/web"].Status.Phase);
    }

    [Fact]
    public void Changed_AnotherPodHasTheName_TellsItNothing()
    {
        Tell(Pod("web", "old"), "Running");
        Put("web");
        Tell(Pod("web", "old"), "Failed", mayRun: false);

        Assert.Empty(_api.Of(ApiVerb.Patch));
    }

    [Fact]
    public void Api_EditedByAnother_IsPutRightWithinTenSeconds()
    {
        var pod = Put("web");
        Tell(pod, "Running");
        _api.Put(_api.Pods["default/web"] with { Status = Status("Pending") });

        _time.Advance(StatusActor.ResyncPeriod + TimeSpan.FromSeconds(1));

        Assert.Equal("Running", _api.Pods["default/web"].Status.Phase);
    }

    [Fact]
    public void Resync_ServerDropsFieldsThatItDoesNotKnow_WritesNothingUntilSomethingChanges()
    {
        _api.Keeps = status => status with { ObservedGeneration = null, HostIPs = null };
        var pod = Put("web");
        Tell(pod, Status("Running") with { HostIPs = [new V1HostIP { Ip = "192.0.2.1" }], ObservedGeneration = 1 });
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(_api.Of(ApiVerb.Patch));

        _api.Put(_api.Pods["default/web"] with { Status = Status("Pending") });
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("Running", _api.Pods["default/web"].Status.Phase);
        Assert.Equal(2, _api.Of(ApiVerb.Patch).Count());
    }

    [Fact]
    public void Resync_NothingDiffers_AsksNothing()
    {
        Tell(Put("web"), "Running");
        _time.RunToQuiescence();
        _api.Requests.Clear();

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(_api.Requests);
    }

    [Fact]
    public void Changed_ConditionsOfOthers_Stay()
    {
        var gate = new V1PodCondition { Type = "example.com/gate", Status = "True" };
        var pod = Put("web", Status("Pending") with { Conditions = [gate] });
        Tell(pod, Status("Running", ready: true));

        Assert.Equal(["example.com/gate", "Ready"], _api.Pods["default/web"].Status.Conditions!.Select(c => c.Type));
    }

    [Fact]
    public void Static_NoMirror_IsToldWhenThereIsOne()
    {
        Tell(Static("web-node-1", "h1"), "Running");
        Assert.Empty(_api.Requests);

        _api.Put(Mirror("web-node-1", "h1", "m1"));
        _time.RunToQuiescence();

        Assert.Equal("m1", Assert.Single(_api.Written).Uid());
        Assert.Equal("Running", _api.Pods["default/web-node-1"].Status.Phase);
    }

    [Fact]
    public void Static_MirrorOfAnotherVersion_IsToldNothing()
    {
        _api.Put(Mirror("web-node-1", "h0", "m0"));
        Tell(Static("web-node-1", "h1"), "Running");

        Assert.Empty(_api.Written);
    }

    [Fact]
    public void Static_MirrorIsBeingDeleted_IsNeverDeletedHere()
    {
        var mirror = Mirror("web-node-1", "h1", "m1");
        _api.Delete(_api.Put(mirror), _time.Time.GetUtcNow());
        Tell(Static("web-node-1", "h1"), "Succeeded", mayRun: false, isGone: true);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(_api.Of(ApiVerb.Delete));
    }

    [Fact]
    public void Changed_EndedContainerRunsAgain_IsNotBelieved()
    {
        var pod = Put("web");
        Tell(pod, "Failed", mayRun: false, state: new V1ContainerState { Terminated = new() { ExitCode = 1 } });
        Tell(pod, "Failed", mayRun: false, state: new V1ContainerState { Running = new() });

        Assert.NotNull(_api.Pods["default/web"].Status.ContainerStatuses![0].State!.Terminated);
    }

    [Fact]
    public void Crash_WhileRequestsAreUnderWay_NothingIsLost()
    {
        _api.IsHolding = true;
        Tell(Put("a"), "Running");
        Tell(Put("b"), "Running");
        _status.Tell(new ApiReply(default, null, null));
        _status.Tell(new ApiPodSeen(null!));
        _time.RunToQuiescence();
        _api.Release();

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.All(_api.Pods.Values, p => Assert.Equal("Running", p.Status.Phase));
        Assert.Equal(2, _api.Pods.Count);
    }

    private static V1Pod Pod(string name, string? uid = null) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, Namespace = "default", Uid = uid ?? "uid-" + name },
        Spec = new V1PodSpec { RestartPolicy = "Never", Containers = [new V1Container { Name = "c" }] },
    };

    private static V1Pod Annotated(V1Pod pod, params (string Key, string Value)[] annotations) => pod with
    {
        Metadata = pod.Metadata with { Annotations = annotations.ToDictionary(a => a.Key, a => a.Value) },
    };

    private static V1Pod Static(string name, string hash) =>
        Annotated(Pod(name, hash), (PodAnnotations.ConfigSource, PodSourceNames.File), (PodAnnotations.ConfigHash, hash));

    private static V1Pod Mirror(string name, string hash, string uid) => Annotated(
        Pod(name, uid),
        (PodAnnotations.ConfigSource, PodSourceNames.Api), (PodAnnotations.ConfigHash, hash), (PodAnnotations.ConfigMirror, hash));

    private static V1PodStatus Status(string phase, string? reason = null, string? message = null, bool ready = false) => new()
    {
        Phase = phase,
        Reason = reason,
        Message = message,
        Conditions = ready ? [new V1PodCondition { Type = "Ready", Status = "True" }] : null,
    };

    private V1Pod Put(string name, V1PodStatus? status = null) => _api.Put(Pod(name) with { Status = status ?? new V1PodStatus { Phase = "Pending" } });

    private void Tell(
        V1Pod pod, string phase, bool mayRun = true, bool isGone = false, string? message = null, V1ContainerState? state = null) =>
        Tell(
            pod,
            Status(phase, message: message) with { ContainerStatuses = state is null ? null : [new() { Name = "c", State = state }] },
            mayRun,
            isGone);

    private void Tell(V1Pod pod, V1PodStatus status, bool mayRun = true, bool isGone = false)
    {
        _status.Tell(new PodStatusChanged(pod, status, mayRun, isGone));
        _time.RunToQuiescence();
    }
}
