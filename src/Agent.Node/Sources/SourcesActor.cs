using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Hosting;
using Agent.Node.WellKnown;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Agent.Node.Sources;

/// <summary>Merges the pod sources into one stream of changes for the pods' actor.</summary>
internal sealed partial class SourcesActor : UntypedActor
{
    private readonly NodeServices _services;
    private readonly IActorRef _pods;
    private readonly ILogger _log;
    private readonly SortedSet<string> _configured = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ImmutableSortedDictionary<string, V1Pod>> _sets = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IReadOnlyList<string>> _problems = new(StringComparer.Ordinal);
    private bool _complete = true;

    public SourcesActor(NodeServices services, IActorRef pods)
    {
        _services = services;
        _pods = pods;
        _log = services.Loggers.CreateLogger<SourcesActor>();
    }

    public static Props Props(NodeServices services, IActorRef pods) => Akka.Actor.Props.Create(() => new SourcesActor(services, pods));

    private bool AllReady => _configured.All(_sets.ContainsKey);

    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(-1, TimeSpan.FromMilliseconds(-1), _ => Directive.Restart);

    protected override void PreStart()
    {
        if (!_services.Memory.IsStopping && _services.Options.StaticPodPath is { Length: > 0 } path)
        {
            _configured.Add(PodSourceNames.File);
            Context.ActorOf(FileSourceActor.Props(_services, Self, path), PodSourceNames.File);
        }

        if (!_services.Memory.IsStopping && _services.Options.StaticPodUrl is { } url)
        {
            _configured.Add(PodSourceNames.Http);
            Context.ActorOf(HttpSourceActor.Props(_services, Self, url), PodSourceNames.Http);
        }

        if (!_services.Memory.IsStopping && _services.Ports.Api is not null)
        {
            // The watch actor brings these.
            _configured.Add(PodSourceNames.Api);
        }

        if (_configured.Count == 0)
        {
            _pods.Tell(new PodChanges([], IsComplete: true));
        }
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SourceSnapshot snapshot:
                if (!_services.Memory.IsStopping)
                {
                    Merge(snapshot);
                }

                break;
            case SourceTrouble trouble:
                _problems[trouble.Source] = trouble.Problem.Length == 0 ? [] : [trouble.Problem];
                Publish();
                break;
            case TellAll:
                // The pods' actor began anew: with the complete set it also learns what is gone.
                _complete = true;
                Send(Everything());
                break;
            case StopPods:
                foreach (var source in _configured)
                {
                    Merge(new SourceSnapshot(source, [], []));
                }

                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Merge(SourceSnapshot snapshot)
    {
        var merge = PodSetMerge.Merge(
            snapshot.Source, _sets.GetValueOrDefault(snapshot.Source, PodSetMerge.None), snapshot.Pods, _services.Time.GetUtcNow());
        _sets[snapshot.Source] = merge.Pods;
        var dropped = merge.Dropped.Select(d => (Pod: d, Text: $"{snapshot.Source} pod {d.Pod.Namespace()}/{d.Pod.Name()}: {d.Reason}")).ToList();
        var known = _problems.GetValueOrDefault(snapshot.Source, []);
        var news = dropped.Where(d => !known.Contains(d.Text)).ToList();
        foreach (var (_, problem) in news)
        {
            LogDropped(problem);
        }

        _problems[snapshot.Source] = [.. snapshot.Problems, .. dropped.Select(d => d.Text)];
        foreach (var change in merge.Changes.Where(c => c.Kind != PodChangeKind.Reconcile))
        {
            LogChange(snapshot.Source, change.Kind, change.Pod.Namespace(), change.Pod.Name(), change.Pod.Uid());
        }

        Publish();
        Send(_complete && AllReady ? Everything() : merge.Changes, [.. news.Select(d => d.Pod)]);
    }

    private void Publish()
    {
        IReadOnlyList<string> problems = [.. _problems.Values.SelectMany(p => p)];
        _services.Board.Update(node => node with { BadManifests = problems });
    }

    private void Send(IReadOnlyList<PodChange> changes, IReadOnlyList<DroppedPod>? dropped = null)
    {
        var complete = _complete && AllReady;
        _complete &= !complete;
        _pods.Tell(new PodChanges(changes, complete) { Dropped = dropped ?? [] });
    }

    private IReadOnlyList<PodChange> Everything() =>
        [.. _sets.Values.SelectMany(s => s.Values).Select(p => new PodChange(PodChangeKind.Add, p))];

    /// <summary>Tell every pod again, as additions.</summary>
    internal sealed record TellAll;
}
