using System.Diagnostics;
using Agent.Node.Hosting;
using Akka.Actor;
using Akka.Event;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Runtime;

/// <summary>
/// The CRI gateway: every call to the runtime passes here. Lanes keep the calls of one sandbox in order, a bound holds
/// the start-class calls, a deadline ends each call, and a span and a histogram record it.
/// </summary>
internal sealed partial class RuntimeActor : UntypedActor, IWithTimers
{
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMilliseconds(250);

    private readonly NodeServices _services;
    private readonly ILogger _log;
    private readonly LaneScheduler _lanes;
    private readonly SortedDictionary<long, QueuedCall> _calls = [];
    private readonly Dictionary<(IActorRef, CallId), QueuedCall> _byCaller = [];
    private readonly CallNumbers _numbers;

    public RuntimeActor(NodeServices services, CallNumbers numbers)
    {
        _numbers = numbers;
        _services = services;
        _log = services.Loggers.CreateLogger<RuntimeActor>();
        _lanes = new LaneScheduler(services.Options.StartConcurrency);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeServices services)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new RuntimeActor(services, numbers));
    }

    protected override void PostStop()
    {
        // Also before a restart: nobody may wait for an answer that this incarnation alone could have given.
        foreach (var call in _calls.Values)
        {
            call.Cancellation?.Cancel();
            call.Span?.Dispose();
            call.ReplyTo.Tell(new CriReply(call.Call.Id, call.Call.Method, null, new CriFailure(StatusCode.Cancelled, "the runtime gateway began anew")));
        }
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case CriCall call:
                Accept(call);
                break;
            case CallFinished finished:
                Finish(finished);
                break;
            case CancelCriCall cancel when _byCaller.TryGetValue((Sender, cancel.Id), out var call):
                GiveUp(call, new CriFailure(StatusCode.Cancelled, "cancelled by the caller"));
                break;
            case CancelCriCall:
                break;
            case RetryCall retry when _calls.TryGetValue(retry.Sequence, out var call):
                Send(call);
                break;
            case RetryCall:
                break;
            case Sweep:
                SweepDeadlines();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Accept(CriCall call)
    {
        var policy = CriCallPolicy.For(call.Method, _services.Options.RuntimeRequestTimeout);
        var queued = new QueuedCall(_numbers.Next(), call, Sender, policy, _services.Time.GetTimestamp());
        _calls.Add(queued.Sequence, queued);
        _byCaller[(Sender, call.Id)] = queued;
        _lanes.Enqueue(queued);
        Drain();
    }

    private void Drain()
    {
        while (_lanes.TryTake(out var call))
        {
            Send(call);
        }

        if (_calls.Count > 0 && !Timers.IsTimerActive(Sweep.Instance))
        {
            Timers.StartPeriodicTimer(Sweep.Instance, Sweep.Instance, SweepPeriod);
        }
    }

    private void Send(QueuedCall call)
    {
        call.Sent = _services.Time.GetTimestamp();
        var cancellation = call.Cancellation = new CancellationTokenSource();
        var method = call.Call.Method;
        if (call.Attempt == 1)
        {
            CriInstruments.Waited.Record(_services.Time.GetElapsedTime(call.Arrived, call.Sent).TotalSeconds, Tags(method));
            call.Span = CriInstruments.Spans.StartActivity(SpanName(method), ActivityKind.Client);
            call.Span?.SetTag("node", _services.Options.NodeName);
        }

        CriInstruments.Operations.Add(1, Tags(method));
        var sequence = call.Sequence;
        var attempt = call.Attempt;
        CriInvoker.InvokeAsync(_services.Ports.Runtime, _services.Ports.Images, method, call.Call.Request, cancellation.Token)
            .PipeTo(
                Self,
                success: response => new CallFinished(sequence, attempt, response, null),
                failure: exception => new CallFinished(sequence, attempt, null, CriFailure.From(exception)));
    }

    private void Finish(CallFinished finished)
    {
        if (!_calls.TryGetValue(finished.Sequence, out var call) || call.Attempt != finished.Attempt)
        {
            return;
        }

        var elapsed = _services.Time.GetElapsedTime(call.Sent);
        CriInstruments.Duration.Record(elapsed.TotalSeconds, Tags(call.Call.Method));
        if (finished.Failure is { Code: StatusCode.Unavailable } && call.Policy.Idempotent && call.Attempt < CriCallPolicy.MaxAttempts)
        {
            call.Attempt++;
            call.Cancellation?.Dispose();
            call.Cancellation = null;
            Timers.StartSingleTimer((nameof(RetryCall), call.Sequence), new RetryCall(call.Sequence), CriCallPolicy.RetryDelay(call.Attempt));
            return;
        }

        Answer(call, new CriReply(call.Call.Id, call.Call.Method, finished.Response, finished.Failure));
    }

    private void SweepDeadlines()
    {
        var now = _services.Time.GetTimestamp();
        List<QueuedCall>? late = null;
        foreach (var call in _calls.Values)
        {
            if (call.Sent == 0)
            {
                continue;
            }

            var age = _services.Time.GetElapsedTime(call.Sent, now);
            if (age >= (call.Call.Deadline ?? call.Policy.Deadline ?? TimeSpan.MaxValue))
            {
                (late ??= []).Add(call);
            }
            else if (age >= _services.Options.StartSlotHold)
            {
                _lanes.GiveBackSlot(call);
            }
        }

        foreach (var call in late ?? [])
        {
            var age = _services.Time.GetElapsedTime(call.Sent, now);
            CriInstruments.Abandoned.Add(1, Tags(call.Call.Method));
            LogAbandoned(call.Call.Method, age.TotalSeconds);
            GiveUp(call, new CriFailure(StatusCode.DeadlineExceeded, $"{call.Call.Method} was not answered within {age.TotalSeconds:0.#} s"));
        }

        if (_calls.Count == 0)
        {
            Timers.Cancel(Sweep.Instance);
        }

        Drain();
    }

    private void GiveUp(QueuedCall call, CriFailure failure)
    {
        if (call.Sent == 0)
        {
            _lanes.Drop(call);
        }
        else
        {
            call.Cancellation?.Cancel();
        }

        Timers.Cancel((nameof(RetryCall), call.Sequence));
        Answer(call, new CriReply(call.Call.Id, call.Call.Method, null, failure));
    }

    private void Answer(QueuedCall call, CriReply reply)
    {
        _calls.Remove(call.Sequence);
        _byCaller.Remove((call.ReplyTo, call.Call.Id));
        if (call.Sent != 0)
        {
            _lanes.Complete(call);
        }

        call.Cancellation?.Dispose();
        call.Cancellation = null;
        if (reply.Failure is { } failure)
        {
            CriInstruments.Errors.Add(1, Tags(call.Call.Method));
            call.Span?.SetStatus(ActivityStatusCode.Error, failure.Code.ToString());
            LogFailed(call.Call.Method, failure.Code, failure.Message);
        }

        call.Span?.Dispose();
        call.ReplyTo.Tell(reply);
        Drain();
    }

    private TagList Tags(CriMethod method) => new()
    {
        { "node", _services.Options.NodeName },
        { "operation_type", method.MetricName() },
    };

    private static string SpanName(CriMethod method) => method is CriMethod.ImageStatus or CriMethod.PullImage or CriMethod.ListImages or CriMethod.RemoveImage
        ? "runtime.v1.ImageService/" + method
        : "runtime.v1.RuntimeService/" + method;

    private sealed record CallFinished(long Sequence, int Attempt, IMessage? Response, CriFailure? Failure)
        : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed record RetryCall(long Sequence);

    private sealed class Sweep
    {
        public static readonly Sweep Instance = new();
    }
}
