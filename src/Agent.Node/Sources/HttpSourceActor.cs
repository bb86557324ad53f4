using Agent.Kubernetes;
using Agent.Node.Host;
using Agent.Node.Hosting;
using Agent.Node.Runtime;
using Agent.Node.WellKnown;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Sources;

/// <summary>
/// The http source: asks <c>staticPodURL</c> every <c>httpCheckFrequency</c>. What it last gave holds until it gives something
/// else that can be used; an empty document is one that wants no pods.
/// </summary>
internal sealed partial class HttpSourceActor(NodeServices services, IActorRef subscriber, Uri url, CallNumbers numbers) : UntypedActor, IWithTimers
{
    /// <summary>Deadline of a request (the kubelet's HTTP client: 10 s).</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private const string Fetch = "Fetch";

    private readonly ILogger _log = services.Loggers.CreateLogger<HttpSourceActor>();
    private readonly HostCalls _host = new(services.Options.NodeName);

    // Without a query, which may hold a token.
    private readonly string _name = url.GetLeftPart(UriPartial.Path);
    private ReadOnlyMemory<byte>? _content;
    private string _problem = "";

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(NodeServices services, IActorRef subscriber, Uri url)
    {
        var numbers = new CallNumbers();
        return Akka.Actor.Props.Create(() => new HttpSourceActor(services, subscriber, url, numbers));
    }

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(Ask.Instance, Ask.Instance, services.Options.HttpCheckFrequency);
        Begin();
    }

    protected override void PostStop() => _host.CancelAll();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Ask:
                Begin();
                break;
            case HostCallOverdue overdue:
                _host.GiveUp(overdue);
                break;
            case Fetched fetched when _host.End(Timers, fetched.Call):
                OnFetched(fetched);
                break;
            case Fetched:
                // Of a crashed predecessor.
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Begin()
    {
        if (_host.IsUnderWay(Fetch))
        {
            return;
        }

        var call = new CallId(0, numbers.Next());
        var token = _host.Begin(Timers, call, Fetch, Deadline);
        services.Ports.Host.FetchAsync(url, services.Options.StaticPodUrlHeaders, Kubernetes.Manifests.ManifestReader.MaxBytes, token).PipeTo(
            Self,
            success: content => new Fetched(call, content, null),
            failure: e => new Fetched(call, default, HostCalls.Describe(e)));
    }

    private void OnFetched(Fetched fetched)
    {
        if (fetched.Error is { } error)
        {
            Trouble(error);
            return;
        }

        if (_content is { } before && before.Span.SequenceEqual(fetched.Content.Span))
        {
            // Asked again in vain before, perhaps: all is well now.
            Report(_problem = "");
            return;
        }

        if (fetched.Content.Length == 0)
        {
            _content = fetched.Content;
            Tell([], "the document is empty: no pods are wanted");
            return;
        }

        var read = StaticPodManifest.Read(fetched.Content, services.Options.NodeName, PodSourceNames.Http, _name);
        foreach (var warning in read.Warnings)
        {
            LogWarning(warning);
        }

        if (read.Errors.Count > 0)
        {
            Trouble(string.Join("; ", read.Errors));
            return;
        }

        _content = fetched.Content;
        LogRead(_name, read.Pods.Count);
        Tell(read.Pods, "");
    }

    private void Tell(IReadOnlyList<V1Pod> pods, string problem)
    {
        Note(problem);
        subscriber.Tell(new SourceSnapshot(PodSourceNames.Http, pods, problem.Length == 0 ? [] : [$"{_name}: {problem}"]));
    }

    private void Trouble(string problem)
    {
        Note(problem);
        Report(problem);
    }

    private void Report(string problem) => subscriber.Tell(new SourceTrouble(PodSourceNames.Http, problem.Length == 0 ? "" : $"{_name}: {problem}"));

    private void Note(string problem)
    {
        if (problem.Length > 0 && problem != _problem)
        {
            LogProblem(_name, problem);
        }

        _problem = problem;
    }

    private sealed record Fetched(CallId Call, ReadOnlyMemory<byte> Content, string? Error);

    private sealed class Ask
    {
        public static readonly Ask Instance = new();
    }
}
