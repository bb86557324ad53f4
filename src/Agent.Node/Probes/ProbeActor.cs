using Agent.Node.Containers;
using Agent.Node.Events;
using Agent.Node.Runtime;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Probes;

/// <summary>
/// One probe of one container, over all its instances: makes it when it is due, counts the answers, and tells the container when
/// what holds has changed. It stops nothing itself.
/// </summary>
internal sealed partial class ProbeActor : UntypedActor, IWithTimers
{
    private readonly ProbeSetup _setup;
    private readonly ILogger _log;
    private ProbeSubject? _subject;
    private ProbeTiming? _timing;
    private ProbeRequest? _request;
    private ProbeRun _run;
    private ProbeReport _told;
    private bool _isGated;
    private bool _isSpread;
    private int _eager;
    private DateTimeOffset? _due;

    public ProbeActor(ProbeSetup setup)
    {
        _setup = setup;
        _log = setup.Log;
        _run = ProbeRun.Begin(setup.Kind, ProbeRun.Initial(setup.Kind));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ProbeSetup setup) => Akka.Actor.Props.Create(() => new ProbeActor(setup));

    private DateTimeOffset Now => _setup.Services.Time.GetUtcNow();

    protected override void PostRestart(Exception reason) => Context.Parent.Tell(new Crashed(_setup.Kind, reason.Message));

    protected override void PostStop() => _cancellation?.Cancel();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Due:
                _attempts = 0;
                Attempt();
                break;
            case HttpAnswered answered when answered.Call == _call:
                OnHttp(answered.Answer);
                break;
            case Connected connected when connected.Call == _call:
                Complete(ProbeAnswer.Success);
                break;
            case HealthAnswered answered when answered.Call == _call:
                Complete(ProbeAnswers.OfHealth(answered.Answer));
                break;
            case CriReply reply when reply.Id.Number == _call:
                Complete(ProbeAnswers.OfExec(reply, (ProbeRequest.Exec)_request!, _timing!.Timeout));
                break;
            case ExchangeFailed failed when failed.Call == _call:
                Complete(ProbeAnswers.OfFailure(_request!, failed.Error ?? "given up"));
                break;
            case Overdue overdue when overdue.Call == _call:
                OnOverdue();
                break;
            case HttpAnswered or Connected or HealthAnswered or CriReply or ExchangeFailed or Overdue:
                // Of a call that was given up.
                break;
            case Watch watch:
                OnWatch(watch);
                break;
            case Rest:
                Forget();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnWatch(Watch watch)
    {
        if (watch.Subject.Container.Probe(_setup.Kind) is not { } probe)
        {
            Forget();
            return;
        }

        if (_subject?.InstanceId != watch.Subject.InstanceId)
        {
            Forget();
            _run = ProbeRun.Begin(_setup.Kind, watch.Result);
            _told = new ProbeReport(watch.Result);
            _timing = ProbeTiming.Of(probe);
            _eager = 0;
        }

        if (_subject is not { } before || before.PodIp != watch.Subject.PodIp || !ReferenceEquals(before.Container, watch.Subject.Container))
        {
            _request = ProbeRequests.Build(probe, watch.Subject.Container, watch.Subject.PodIp);
        }

        _subject = watch.Subject;
        _isGated = watch.IsGated;
        Arrange();
    }

    private void Forget()
    {
        Timers.Cancel(Due.Instance);
        GiveUp();
        _subject = null;
        _due = null;
    }

    /// <summary>Sets the first probe of the instance; what comes after follows from one to the next.</summary>
    private void Arrange()
    {
        if (_run.OnHold || _isGated || _due is not null)
        {
            return;
        }

        _isSpread = ProbeSchedule.IsSpread(_timing!, Now, _setup.Services.StartedAt);
        Schedule(ProbeSchedule.First(_timing!, _subject!.StartedAt, Now, Part()));
    }

    private void Schedule(DateTimeOffset due)
    {
        _due = due;
        var pause = due - Now;
        Timers.StartSingleTimer(Due.Instance, Due.Instance, pause > TimeSpan.Zero ? pause : TimeSpan.Zero);
    }

    private double? Part() => _isSpread ? _setup.Services.Random.NextDouble() : null;

    private void Complete(ProbeAnswer answer)
    {
        var took = _setup.Services.Time.GetElapsedTime(_began);
        GiveUp();
        LogAnswer(_setup.PodName, _setup.Container, _setup.Kind, answer.Outcome, answer.Text);
        if (answer.Outcome == ProbeOutcome.Error && _attempts < ProbeSchedule.Attempts)
        {
            Attempt();
            return;
        }

        ProbeInstruments.Record(_setup, _subject!, answer.Outcome, took);
        Announce(answer);
        Count(answer);
        if (_run.OnHold)
        {
            return;
        }

        _eager = _setup.Kind == ProbeKind.Readiness && _run.Result != ProbeResult.Success ? _eager + 1 : 0;
        Schedule(ProbeSchedule.Next(_timing!, _due!.Value, Now, _eager > 0 ? _eager : null, Part()));
        _isSpread = false;
    }

    private void Count(ProbeAnswer answer)
    {
        _run = ProbeVerdict.Apply(_setup.Kind, _timing!, _run, answer.Outcome);
        var report = new ProbeReport(_run.Result, answer.Outcome is ProbeOutcome.Success or ProbeOutcome.Warning ? "" : answer.Text);
        if (report == _told)
        {
            return;
        }

        if (report.Result != _told.Result)
        {
            LogResult(_setup.PodName, _setup.Container, _setup.Kind, report.Result, report.Detail);
        }

        _told = report;
        Context.Parent.Tell(new Verdict(_setup.Kind, _subject!.InstanceId, report));
    }

    private void Announce(ProbeAnswer answer)
    {
        var (reason, text) = answer.Outcome switch
        {
            ProbeOutcome.Failure => ("Unhealthy", $"{_setup.Kind} probe failed: {answer.Text}"),
            ProbeOutcome.Error => ("Unhealthy", $"{_setup.Kind} probe errored and resulted in {ProbeResult.Unknown} state: {answer.Text}"),
            ProbeOutcome.Warning => ("ProbeWarning", $"{_setup.Kind} probe warning: {answer.Text}"),
            _ => ("", ""),
        };
        if (reason.Length > 0)
        {
            var subject = ContainerFields.Subject(_subject!.Pod, _setup.ContainerKind, _setup.Container);
            _setup.Events.Tell(new RecordEvent(subject, EventKind.Warning, reason, text));
        }
    }
}
