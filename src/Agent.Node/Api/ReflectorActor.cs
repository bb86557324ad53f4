using System.Diagnostics;
using System.Text.Json;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Node.Runtime;
using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Api;

/// <summary>
/// One watch, owned from end to end: list → watch → bookmarks → watch again from the last version, or list again when that is
/// too old. Its owner gets every change once and in order, and the whole set after each list.
/// </summary>
/// <typeparam name="T">The model of the objects.</typeparam>
internal sealed class ReflectorActor<T> : UntypedActor, IWithTimers
    where T : class
{
    private readonly ReflectorSetup _setup;
    private readonly IApiServer _api;
    private readonly ILogger _log;
    private readonly CallNumbers _numbers;
    private readonly List<T> _objects = [];
    private readonly List<string> _unreadable = [];
    private string _version = "";
    private bool _listConsistently;
    private long _listCall;
    private long _watchNumber;
    private IApiWatch? _watch;
    private CancellationTokenSource? _cancellation;
    private DateTimeOffset _watchSince;
    private bool _watchHadNews;
    private int _failures;
    private bool _isUnwell;

    public ReflectorActor(ReflectorSetup setup, CallNumbers numbers)
    {
        _setup = setup;
        _numbers = numbers;
        _api = setup.Services.Ports.Api ?? throw new InvalidOperationException("a node without an API server watches nothing");
        _log = setup.Services.Loggers.CreateLogger("Agent.Node.Api.Reflector");
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _setup.Services.Time.GetUtcNow();

    public static Props Props(ReflectorSetup setup)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new ReflectorActor<T>(setup, numbers));
    }

    protected override void PreStart() => BeginList();

    protected override void PostStop() => EndWatch();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ApiReply reply when reply.Id.Number == _listCall:
                OnListed(reply);
                break;
            case WatchOpened opened when opened.Number == _watchNumber:
                OnWatchOpened(opened);
                break;
            case WatchOpened { Result.Watch: { } stale }:
                stale.Dispose();
                break;
            case FramesCame came when came.Number == _watchNumber:
                OnFrames(came.Frames);
                break;
            case WatchBroke broke when broke.Number == _watchNumber:
                EndWatch();
                Fail(broke.Failure);
                break;
            case WatchOverdue overdue when overdue.Number == _watchNumber:
                EndWatch();
                Fail(new ApiFailure(0, "", "the server did not end the watch at its time: the connection is taken for dead"));
                break;
            case TryAgain:
                Begin();
                break;
            case ApiReply or WatchOpened or FramesCame or WatchBroke or WatchOverdue:
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Begin()
    {
        if (_version.Length == 0)
        {
            BeginList();
        }
        else
        {
            BeginWatch();
        }
    }

    private void BeginList()
    {
        _objects.Clear();
        _unreadable.Clear();
        // Any version that the server has at hand is good enough to begin with; after "too old" only the latest is.
        AskPage(_listConsistently
            ? _setup.List.With("limit", ReflectorRules.PageSize.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : _setup.List.With("resourceVersion", "0"));
    }

    private void AskPage(ApiRequest request)
    {
        _listCall = _numbers.Next();
        _setup.Gateway.Tell(new ApiCall(new CallId(0, _listCall), request));
    }

    private void OnListed(ApiReply reply)
    {
        if (reply.Response is not { } response)
        {
            Fail(reply.Failure!);
            return;
        }

        ListPage<T> page;
        try
        {
            page = ListPage<T>.Read(response.Body);
        }
        catch (JsonException e)
        {
            Fail(new ApiFailure(response.StatusCode, "", "the list could not be read: " + e.Message));
            return;
        }

        foreach (var (uid, error) in page.Unreadable)
        {
            ReflectorLog.Unreadable(_log, _setup.Key, uid, error);
            _unreadable.Add(uid);
        }

        _objects.AddRange(page.Objects);
        if (page.Continue.Length > 0)
        {
            AskPage(_setup.List
                .With("limit", ReflectorRules.PageSize.ToString(System.Globalization.CultureInfo.InvariantCulture))
                .With("continue", page.Continue));
            return;
        }

        ReflectorLog.Listed(_log, _setup.Key, _objects.Count, page.ResourceVersion);
        _version = page.ResourceVersion;
        _listConsistently = false;
        _setup.Owner.Tell(new WatchedSet<T>(_setup.Key, [.. _objects], [.. _unreadable]));
        _objects.Clear();
        _unreadable.Clear();
        BeginWatch();
    }

    private void BeginWatch()
    {
        var number = _watchNumber = _numbers.Next();
        var time = ReflectorRules.WatchTime(_setup.Services.Random);
        _watchSince = Now;
        _watchHadNews = false;
        _cancellation = new CancellationTokenSource();
        Timers.StartSingleTimer(WatchTimer, new WatchOverdue(number), time + ReflectorRules.EndGrace);
        _api.WatchAsync(ApiRequests.Watch(_setup.List, _version, time), _cancellation.Token).PipeTo(
            Self,
            success: result => new WatchOpened(number, result),
            failure: e => new WatchBroke(number, ApiErrors.From(e)));
    }

    private void OnWatchOpened(WatchOpened opened)
    {
        if (opened.Result.Watch is not { } watch)
        {
            EndWatch();
            Fail(ApiErrors.From(opened.Result.Refusal!));
            return;
        }

        _watch = watch;
        Recover();
        ReadOn();
    }

    private void ReadOn()
    {
        var number = _watchNumber;
        _watch!.NextAsync(_cancellation!.Token).PipeTo(
            Self,
            success: frames => new FramesCame(number, frames),
            failure: e => new WatchBroke(number, ApiErrors.From(e)));
    }

    private void OnFrames(IReadOnlyList<WatchFrame> frames)
    {
        if (frames.Count == 0)
        {
            var wasShort = !_watchHadNews && Now - _watchSince < ReflectorRules.VeryShort;
            EndWatch();
            if (wasShort)
            {
                Fail(new ApiFailure(0, "", "the server ended the watch at once"));
            }
            else
            {
                BeginWatch();
            }

            return;
        }

        foreach (var frame in frames)
        {
            if (frame.Kind == WatchEventKind.Error)
            {
                EndWatch();
                Fail(ErrorOf(frame));
                return;
            }

            Take(frame);
        }

        _watchHadNews = true;
        ReadOn();
    }

    private void Take(WatchFrame frame)
    {
        string version;
        var uid = "";
        try
        {
            (version, uid) = ObjectMeta.Read(frame.Object);
            if (frame.Kind != WatchEventKind.Bookmark)
            {
                _setup.Owner.Tell(new WatchedChange<T>(_setup.Key, frame.Kind, KubernetesJson.Deserialize<T>(frame.Object.Span)));
            }
        }
        catch (JsonException e)
        {
            ReflectorLog.Unreadable(_log, _setup.Key, uid, e.Message);
            version = VersionOf(frame);
        }

        if (version.Length > 0)
        {
            _version = version;
        }
    }

    private static string VersionOf(WatchFrame frame)
    {
        try
        {
            return ObjectMeta.Read(frame.Object).ResourceVersion;
        }
        catch (JsonException)
        {
            // Not even metadata: the version stays, and what comes next is read on.
            return "";
        }
    }

    private static ApiFailure ErrorOf(WatchFrame frame)
    {
        try
        {
            var status = KubernetesJson.Deserialize<V1Status>(frame.Object.Span);
            return new ApiFailure(status.Code ?? 500, status.Reason ?? "", status.Message ?? "the watch failed");
        }
        catch (JsonException)
        {
            return new ApiFailure(500, "", "the watch failed and did not say why");
        }
    }

    private void Fail(ApiFailure failure)
    {
        if (ReflectorRules.NeedsList(failure))
        {
            ReflectorLog.Expired(_log, _setup.Key, failure.Message);
            ApiInstruments.Relists.Add(1, new TagList { { "node", _setup.Services.Options.NodeName } });
            _listConsistently = true;
            _version = "";
        }

        if (_watchSince != default && Now - _watchSince >= ReflectorRules.Healthy)
        {
            _failures = 0;
        }

        var pause = ReflectorRules.Pause(++_failures, _setup.Services.Random);
        ReflectorLog.Failed(_log, _setup.Key, failure.Summary, pause.TotalSeconds);
        _isUnwell = true;
        _watchSince = default;
        _setup.Owner.Tell(new WatchHealth(_setup.Key, failure.Message, Now + pause, ReflectorRules.IsForbidden(failure)));
        Timers.StartSingleTimer(TryAgain.Instance, TryAgain.Instance, pause);
    }

    private void Recover()
    {
        if (_isUnwell)
        {
            _isUnwell = false;
            ReflectorLog.Recovered(_log, _setup.Key);
            _setup.Owner.Tell(new WatchHealth(_setup.Key, null, null, false));
        }
    }

    private void EndWatch()
    {
        _watchNumber = 0;
        Timers.Cancel(WatchTimer);
        _cancellation?.Cancel();
        _cancellation?.Dispose();
        _cancellation = null;
        _watch?.Dispose();
        _watch = null;
    }

    private const string WatchTimer = "watch";

    private sealed record WatchOpened(long Number, ApiWatchResult Result) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed record FramesCame(long Number, IReadOnlyList<WatchFrame> Frames) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

    private sealed record WatchBroke(long Number, ApiFailure Failure) : IDeadLetterSuppression;

    private sealed record WatchOverdue(long Number);

    private sealed class TryAgain
    {
        public static readonly TryAgain Instance = new();
    }
}
