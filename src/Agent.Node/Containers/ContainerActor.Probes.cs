using Agent.Kubernetes;
using Agent.Node.Pods;
using Agent.Node.Probes;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node.Containers;

/// <summary>Its probes, one child each: told which instance to probe, and listened to. What follows from them the pod decides.</summary>
internal sealed partial class ContainerActor
{
    private static readonly TimeSpan PauseAfterCrash = TimeSpan.FromSeconds(1);

    private Know? _known;
    private IActorRef?[]? _probes;
    private (ContainerInstance? Instance, ContainerPhase Phase, bool Started, bool Halted, Know? Known) _tended;

    private V1Pod? Pod => _known?.Pod ?? _target?.Pod;

    // A probe that throws is restarted, and told again what to do after a pause.
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(-1, TimeSpan.FromMilliseconds(-1), _ => Directive.Restart);

    private void OnVerdict(ProbeActor.Verdict verdict)
    {
        if (_record.Instance is not { } instance || instance.Id != verdict.InstanceId)
        {
            return;
        }

        var health = _record.Health.InstanceId == instance.Id ? _record.Health : ContainerHealth.Begin(instance.Id);
        Publish(_record with { Health = health.With(verdict.Kind, verdict.Report) });
    }

    private void OnProbeCrashed(ProbeActor.Crashed crashed)
    {
        LogProbeCrashed(_setup.PodName, _record.Name, crashed.Kind, crashed.Error);
        Timers.StartSingleTimer(("probe", crashed.Kind), new ProbeAgain(crashed.Kind), PauseAfterCrash);
    }

    /// <summary>Has the probes follow what has changed: another instance, started now, another address, the end.</summary>
    private void TendProbes()
    {
        if (_record.Probes == ProbeKinds.None && _probes is null)
        {
            return;
        }

        var tended = (_record.Instance, _record.Phase, _record.Started, _halted, _known);
        if (tended == _tended)
        {
            return;
        }

        _tended = tended;
        foreach (var kind in ProbeKindsExtensions.All)
        {
            Tend(kind);
        }
    }

    private void Tend(ProbeKind kind)
    {
        if (Subject(kind) is not { } subject)
        {
            _probes?[(int)kind]?.Tell(ProbeActor.Rest.Instance);
            return;
        }

        _probes ??= new IActorRef?[ProbeKindsExtensions.All.Length];
        var probe = _probes[(int)kind] ??= Context.ActorOf(
            ProbeActor.Props(new ProbeSetup(
                _setup.Services, _setup.Gateway, _setup.Events, _setup.PodUid, _setup.PodName, _record.Name, _record.Kind, kind, new CallNumbers(), _log)),
            "probe:" + kind.ToString().ToLowerInvariant());
        probe.Tell(new ProbeActor.Watch(subject, _record.Report(kind).Result, kind != ProbeKind.Startup && !_record.Started));
    }

    /// <summary>What that probe is to probe; null: nothing. In a pod that ends only readiness is of interest.</summary>
    private ProbeSubject? Subject(ProbeKind kind) =>
        _record.Probes.Has(kind) && (kind == ProbeKind.Readiness || !_halted)
        && _record is { Phase: ContainerPhase.Running or ContainerPhase.Stopping, Instance: { State: ContainerInstanceState.Running } instance }
        && _known is { PodIp.Length: > 0 } known && PodSpecs.Find(known.Pod, _record.Name) is { } container
            ? new ProbeSubject(known.Pod, container, instance.Id, DateTimeOffset.UnixEpoch.AddTicks(instance.StartedAt / TimeSpan.NanosecondsPerTick), known.PodIp)
            : null;
}
