using System.Diagnostics;
using Agent.Kubernetes.Api;
using Agent.Node.Hosting;
using Agent.Node.Runtime;
using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Api;

/// <summary>
/// The API gateway: every request to the API server passes here, watches apart. It holds requests to the client's rate limit,
/// statuses before others, honours <c>Retry-After</c>, repeats readings whose connection broke, and ends each call at its
/// deadline.
/// </summary>
internal sealed partial class ApiActor : UntypedActor, IWithTimers
{
    private readonly NodeServices _services;
    private readonly IApiServer _api;
    private readonly ILogger _log;
    private readonly CallNumbers _numbers;
    private readonly ApiLimiter _limiter;
    private int _heartbeatFailures;
    private readonly SortedDictionary<long, QueuedApiCall> _calls = [];
    private readonly SortedDictionary<ApiPriority, Queue<QueuedApiCall>> _waiting = new()
    {
        [ApiPriority.Heartbeat] = [],
        [ApiPriority.Status] = [],
        [ApiPriority.Normal] = [],
    };

    public ApiActor(NodeServices services, CallNumbers numbers)
    {
        _services = services;
        _api = services.Ports.Api ?? throw new InvalidOperationException("a node without an API server has no API gateway");
        _numbers = numbers;
        _log = services.Loggers.CreateLogger<ApiActor>();
        _limiter = new ApiLimiter(services.Options.KubeApiQps, services.Options.KubeApiBurst);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _services.Time.GetUtcNow();

    public static Props Props(NodeServices services)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new ApiActor(services, numbers));
    }

    protected override void PostStop()
    {
        // Also before a restart: nobody may wait for an answer that this incarnation alone could have given.
        foreach (var call in _calls.Values)
        {
            call.Cancellation?.Cancel();
            call.ReplyTo.Tell(new ApiReply(call.Call.Id, null, new ApiFailure(0, "", "the API gateway began anew", call.Attempt > 0)));
        }
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ApiCall call:
                Accept(call);
                break;
            case Answered answered:
                OnAnswered(answered);
                break;
            case Overdue overdue when _calls.TryGetValue(overdue.Sequence, out var call):
                GiveUp(call);
                break;
            case SendAgain again when _calls.TryGetValue(again.Sequence, out var call):
                Enqueue(call);
                break;
            case Overdue or SendAgain:
                break;
            case TokensDue:
                Drain();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Accept(ApiCall call)
    {
        var queued = new QueuedApiCall(_numbers.Next(), call, Sender, Now);
        _calls.Add(queued.Sequence, queued);
        Timers.StartSingleTimer((nameof(Overdue), queued.Sequence), new Overdue(queued.Sequence), call.Deadline ?? ApiPolicy.Deadline);
        Enqueue(queued);
    }

    private void Enqueue(QueuedApiCall call)
    {
        _waiting[call.Call.Priority].Enqueue(call);
        Drain();
    }

    private void Drain()
    {
        foreach (var (priority, queue) in _waiting)
        {
            while (queue.TryPeek(out var call))
            {
                if (!_calls.ContainsKey(call.Sequence))
                {
                    queue.Dequeue();
                }
                else if (_limiter.TryTake(priority, Now))
                {
                    queue.Dequeue();
                    Send(call);
                }
                else
                {
                    // Those after it have no claim before it.
                    if (!Timers.IsTimerActive(TokensDue.Instance))
                    {
                        Timers.StartSingleTimer(TokensDue.Instance, TokensDue.Instance, _limiter.Wait(priority, Now));
                    }

                    return;
                }
            }
        }
    }

    private void Send(QueuedApiCall call)
    {
        if (++call.Attempt == 1)
        {
            ApiInstruments.Waited.Record((Now - call.Arrived).TotalSeconds, Tags(call.Call.Request));
        }

        var cancellation = call.Cancellation = new CancellationTokenSource();
        var (sequence, attempt) = (call.Sequence, call.Attempt);
        _api.SendAsync(call.Call.Request, cancellation.Token).PipeTo(
            Self,
            success: response => new Answered(sequence, attempt, response, null),
            failure: exception => new Answered(sequence, attempt, null, ApiErrors.From(exception)));
    }

    private void OnAnswered(Answered answered)
    {
        if (!_calls.TryGetValue(answered.Sequence, out var call) || call.Attempt != answered.Attempt)
        {
            return;
        }

        call.Cancellation?.Dispose();
        call.Cancellation = null;
        if (answered.Response is { IsSuccess: true } success)
        {
            Answer(call, new ApiReply(call.Call.Id, success, null));
            return;
        }

        var failure = answered.Failure ?? ApiErrors.From(answered.Response!);
        call.LastFailure = failure;
        if (ApiPolicy.RetryDelay(call.Call.Request, answered.Response, call.Attempt) is { } delay && Now + delay < call.Expires)
        {
            LogRetry(call.Call.Request, delay.TotalSeconds, call.Attempt + 1);
            var cause = answered.Response is null ? "reconnect" : "retry-after";
            ApiInstruments.Retries.Add(1, new TagList { { "node", _services.Options.NodeName }, { "cause", cause } });
            Timers.StartSingleTimer((nameof(SendAgain), call.Sequence), new SendAgain(call.Sequence), delay);
            return;
        }

        Answer(call, new ApiReply(call.Call.Id, null, failure));
    }

    private void GiveUp(QueuedApiCall call)
    {
        var waited = (Now - call.Arrived).TotalSeconds;
        var last = call.LastFailure is { } failure ? $"; before: {failure.Summary}" : "";
        call.Cancellation?.Cancel();
        call.Cancellation?.Dispose();
        call.Cancellation = null;
        ApiInstruments.Abandoned.Add(1, Tags(call.Call.Request));
        LogAbandoned(call.Call.Request, waited, last);
        var text = call.Attempt == 0
            ? $"not sent within {waited:0.#} s: held back by the client's own rate limit (kubeAPIQPS)"
            : $"no answer of the API server within {waited:0.#} s{last}";
        Answer(call, new ApiReply(call.Call.Id, null, new ApiFailure(0, "", text, call.Attempt > 0)));
    }

    private void Answer(QueuedApiCall call, ApiReply reply)
    {
        _calls.Remove(call.Sequence);
        Timers.Cancel((nameof(Overdue), call.Sequence));
        Timers.Cancel((nameof(SendAgain), call.Sequence));
        if (reply.Failure is { } failure)
        {
            LogFailed(call.Call.Request, failure.Summary);
        }

        if (call.Call.Request.Connection == ApiConnection.Heartbeat && call.Attempt > 0)
        {
            NoteHeartbeat(reply.Failure);
        }

        call.ReplyTo.Tell(reply);
    }

    /// <summary>A connection over which heartbeats fail again and again is not trusted any longer.</summary>
    private void NoteHeartbeat(ApiFailure? failure)
    {
        if (failure is not ({ IsUnanswered: true } or { StatusCode: >= 500 }))
        {
            _heartbeatFailures = 0;
        }
        else if (++_heartbeatFailures >= ApiPolicy.HeartbeatFailures)
        {
            LogReset(_heartbeatFailures);
            _services.Ports.HeartbeatConnections?.Reset();
        }
    }

    private TagList Tags(ApiRequest request) => new() { { "node", _services.Options.NodeName }, { "verb", request.Verb.ToString() } };

    private sealed record Answered(long Sequence, int Attempt, ApiResponse? Response, ApiFailure? Failure)
        : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed record Overdue(long Sequence);

    private sealed record SendAgain(long Sequence);

    private sealed class TokensDue
    {
        public static readonly TokensDue Instance = new();
    }
}
