using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Events;
using Agent.Node.Host;
using Agent.Node.Resources;
using Agent.Node.Resources.Cgroups;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node.Pods;

/// <summary>The pod's cgroup: made before its sandbox, removed when nothing of it runs any more.</summary>
internal sealed partial class PodActor
{
    private const string RemoveCgroupCall = "RemoveCgroup";

    private CallId? _cgroupAwaited;
    private bool _cgroupApplied;

    private CgroupNames CgroupNames => CgroupNames.For(_setup.Services.Options, _facts ?? NodeFacts.None);

    private bool HasCgroups => _facts?.Cgroups.IsReady == true;

    /// <summary>Makes the cgroup, then the sandbox.</summary>
    private void RunSandbox(PodSandboxConfig config)
    {
        if (!HasCgroups)
        {
            CallRunPodSandbox(config);
            return;
        }

        _cgroupAwaited = ApplyCgroup(_view.Pod!);
    }

    private void CallRunPodSandbox(PodSandboxConfig config) =>
        Call(new PendingCall(CriMethod.RunPodSandbox, ""), new RunPodSandboxRequest { Config = config, RuntimeHandler = _runtimeHandler ?? "" });

    /// <summary>The sandbox is older than this actor: its pod's cgroup may be older than the pod's limits, or never have been made.</summary>
    private void ApplyCgroupOnce()
    {
        if (HasCgroups && !_cgroupApplied)
        {
            ApplyCgroup(_view.Pod!);
        }
    }

    private CallId ApplyCgroup(V1Pod pod)
    {
        _cgroupApplied = true;
        var settings = PodCgroups.Of(pod, CgroupNames, _setup.Services.Options, _facts!.Machine.HugePages.Keys);
        var id = NextCall();
        _setup.Services.Ports.Host.ApplyCgroupAsync(settings, _host.Begin(Timers, id, "ApplyCgroup", HostCalls.Deadline))
            .PipeTo(Self, success: () => new CgroupApplied(id, null), failure: e => new CgroupApplied(id, HostCalls.Describe(e)));
        return id;
    }

    private void OnCgroupApplied(CgroupApplied applied)
    {
        _cgroupApplied &= applied.Error is null;
        OnWidened(applied.Call);
        if (applied.Call != _cgroupAwaited)
        {
            if (applied.Error is { } warning)
            {
                LogCgroupFailed(PodName, warning);
            }

            return;
        }

        _cgroupAwaited = null;
        if (applied.Error is { } error)
        {
            Event(EventKind.Warning, "FailedCreatePodContainer", "unable to ensure pod container exists: " + error);
            FailStep("cgroup: " + error);
        }
        else if (_view.Work == PodWork.Sync)
        {
            CallRunPodSandbox(_sandboxConfig!);
        }
        else
        {
            _view = _view with { Step = SandboxStep.None, StepDetail = "" };
        }
    }

    /// <summary>Nothing of the pod is to run any more: what does nevertheless is killed.</summary>
    private void RemoveCgroup()
    {
        if (!HasCgroups)
        {
            return;
        }

        _cgroupApplied = false;
        IEnumerable<QosClass> classes = _view.Pod is { } pod ? [PodQos.Of(pod)] : Enum.GetValues<QosClass>();
        foreach (var path in classes.Select(qos => CgroupNames.Pod(qos, _view.Uid)))
        {
            var id = NextCall();
            _setup.Services.Ports.Host.RemoveCgroupAsync(path, _host.Begin(Timers, id, RemoveCgroupCall, HostCalls.Deadline))
                .PipeTo(Self, success: () => new CgroupRemoved(id, null), failure: e => new CgroupRemoved(id, HostCalls.Describe(e)));
        }
    }

    private void OnCgroupRemoved(CgroupRemoved removed)
    {
        if (removed.Error is { } error)
        {
            LogCgroupFailed(PodName, error);
        }
    }

    private sealed record CgroupApplied(CallId Call, string? Error);

    private sealed record CgroupRemoved(CallId Call, string? Error);
}
