using Agent.Node.Api;
using Agent.Node.Hosting;
using Agent.Node.Runtime;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Events;

/// <summary>
/// The event recorder: writes events in the order they came, one request at a time, within <c>eventRecordQPS</c> and
/// <c>eventBurst</c>. Nobody waits for it, and it never holds more than a bounded queue.
/// </summary>
internal sealed partial class EventsActor : UntypedActor, IWithTimers
{
    /// <summary>Events that wait to be written at most (client-go: 1000).</summary>
    public const int QueueLimit = 1000;

    /// <summary>Attempts to write one event (client-go: 12).</summary>
    public const int MaxAttempts = 12;

    /// <summary>Pause between attempts; the first is jittered (client-go: 10 s).</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly NodeServices _services;
    private readonly IActorRef _gateway;
    private readonly ILogger _log;
    private readonly CallNumbers _numbers;
    private readonly EventCorrelator _correlator = new();
    private readonly Queue<WrittenEvent> _queue = new();
    private readonly ApiLimiter _limiter;
    private WrittenEvent? _writing;
    private long _call;
    private int _attempts;
    private long _dropped;

    public EventsActor(NodeServices services, IActorRef gateway, CallNumbers numbers)
    {
        _services = services;
        _gateway = gateway;
        _numbers = numbers;
        _log = services.Loggers.CreateLogger<EventsActor>();
        _limiter = new ApiLimiter(services.Options.EventRecordQps, services.Options.EventBurst);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _services.Time.GetUtcNow();

    /// <summary>How to make the actor.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="gateway">The API gateway; nobody without an API server: events are only logged.</param>
    public static Props Props(NodeServices services, IActorRef gateway)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new EventsActor(services, gateway, numbers));
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RecordEvent e:
                Take(e);
                break;
            case ApiReply reply when reply.Id.Number == _call && _writing is not null:
                OnReply(reply);
                break;
            case ApiReply:
                break;
            case WriteNow:
                Write();
                break;
            case TokenDue:
                WriteNext();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Take(RecordEvent e)
    {
        LogEvent(e.Kind, e.Reason, e.Subject.Kind, e.Subject.Namespace, e.Subject.Name, e.Message);
        if (_gateway.IsNobody() || _correlator.Take(e, Now) is not { } written)
        {
            return;
        }

        if (_queue.Count >= QueueLimit)
        {
            _dropped++;
            return;
        }

        _queue.Enqueue(written);
        WriteNext();
    }

    private void WriteNext()
    {
        if (_writing is not null || _queue.Count == 0)
        {
            return;
        }

        if (!_limiter.TryTake(ApiPriority.Status, Now))
        {
            Timers.StartSingleTimer(TokenDue.Instance, TokenDue.Instance, _limiter.Wait(ApiPriority.Status, Now));
            return;
        }

        if (_dropped > 0)
        {
            LogOverflow(_dropped);
            _dropped = 0;
        }

        _writing = _queue.Dequeue();
        _attempts = 0;
        Write();
    }

    private void Write()
    {
        if (_writing is null)
        {
            return;
        }

        _attempts++;
        _call = _numbers.Next();
        _gateway.Tell(new ApiCall(new CallId(0, _call), EventObjects.Request(_writing, _services.Options.NodeName)));
    }

    private void OnReply(ApiReply reply)
    {
        var written = _writing!;
        if (reply.Failure is not { } failure || failure.IsAlreadyExists)
        {
            Done();
        }
        else if (failure.IsNotFound && written.IsRepeated)
        {
            // The server forgets events after a while; this one begins anew.
            _writing = _correlator.BeginAnew(written, Now);
            Write();
        }
        else if (failure.StatusCode is >= 400 and < 500 and not 429 || _attempts >= MaxAttempts)
        {
            LogRejected(written.Event.Reason, written.Event.Subject.Name, failure.Summary);
            Done();
        }
        else
        {
            var pause = _attempts == 1 ? Pause * _services.Random.NextDouble() : Pause;
            Timers.StartSingleTimer(WriteNow.Instance, WriteNow.Instance, pause);
        }
    }

    private void Done()
    {
        _writing = null;
        WriteNext();
    }

    private sealed class WriteNow
    {
        public static readonly WriteNow Instance = new();
    }

    private sealed class TokenDue
    {
        public static readonly TokenDue Instance = new();
    }
}
