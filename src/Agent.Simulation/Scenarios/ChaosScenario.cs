using System.Text;
using Agent.Node.Explain;
using Agent.Simulation.Invariants;
using Agent.Simulation.Logging;
using Agent.Simulation.Nodes;
using Agent.Simulation.Randomness;
using Agent.Simulation.Runtime;
using Agent.Simulation.Tracing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Simulation.Scenarios;

/// <summary>
/// A node whose manifests come, change and go while calls fail and hang, the runtime goes down, actors crash and the agent is
/// started anew. Then the faults end: everything wanted must come to run, and after all manifests are deleted nothing may be
/// left. The invariants are watched throughout.
/// </summary>
public sealed class ChaosScenario
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // Deadline of a hung call (4 min) before it is given up, longest back-off (5 min), relist with events (5 min), and some more.
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(20);

    // A pull that hangs for good is to be given up within the time to settle.
    private static readonly TimeSpan PullDeadline = TimeSpan.FromMinutes(10);

    private readonly ScenarioOptions _options;
    private readonly SeededRandom _random;
    private readonly Simulation _simulation;
    private readonly SimulatedNode _node;
    private readonly NodeInvariants _invariants;
    private readonly FaultDriver _faults;
    private readonly SortedDictionary<int, ScenarioPod> _pods = [];
    private readonly SortedDictionary<int, int> _versions = [];
    private readonly List<Violation> _violations = [];
    private bool _faulty = true;

    private ChaosScenario(Simulation simulation, ScenarioOptions options)
    {
        _options = options;
        _simulation = simulation;
        _random = simulation.RandomFor("scenario");
        ILoggerFactory loggers = options.OnLine is { } line ? new SimulationLoggerFactory(simulation, "node-1", line) : NullLoggerFactory.Instance;
        var events = _random.Chance(0.5);
        _node = new SimulatedNode(simulation, new SimulatedNodeOptions
        {
            Name = "node-1",
            Runtime = events ? SimulatedRuntimeOptions.Current : SimulatedRuntimeOptions.Old,
            Configure = configured => configured with { PullDeadline = PullDeadline },
            Loggers = loggers,
        });
        _invariants = new NodeInvariants(simulation, _node);
        _faults = new FaultDriver(simulation, _node, _random.For("faults"), Note);
        ScenarioPods.Fill(_node.Runtime.Registry, _random.For("programs"), () => _faulty);
        Note(events ? "a runtime with events" : "a runtime without events");
        _node.Runtime.Happened += fact => Note($"{fact}");
    }

    /// <summary>Runs the scenario.</summary>
    public static ScenarioOutcome Run(ScenarioOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var late = new SeededRandom(options.Seed).For("late").Chance(0.5) ? 0.02 : 0;
        using var simulation = Simulation.Create(new SimulationOptions { Seed = options.Seed, DelayedRuns = late, MaxStepsPerInstant = 1_000_000 });
        simulation.Trace.IsOn = options.KeepHash;
        simulation.Trace.OnLine = options.OnTrace;
        return new ChaosScenario(simulation, options).Run();
    }

    private ScenarioOutcome Run()
    {
        try
        {
            Troubled();
            _faults.End();
            _faulty = false;
            ScenarioPods.Fill(_node.Runtime.Registry, _random.For("programs"), () => _faulty);
            Expect("all that is wanted runs once faults have ended", IsSettled, () => $"{Unsettled()}; {_node.Board.Pods.Count} pods on the board, {_pods.Count} wanted");
            foreach (var pod in _pods.Values)
            {
                _node.DeleteManifest(pod.File);
            }

            _pods.Clear();
            Want();
            Expect(
                "nothing is left of removed pods",
                () => _node.Runtime.Containers.Count == 0 && _node.Runtime.Sandboxes.Count == 0 && _node.Board.Pods.Count == 0
                    && _node.Host.Mounts.Count == 0,
                () => $"{_node.Host.Mounts.Count} mounts, {_node.Runtime.Containers.Count} containers, {_node.Runtime.Sandboxes.Count} sandboxes, {string.Join("; ", _node.Board.Pods.Select(Describe))}");
        }
        catch (InvalidOperationException e)
        {
            _violations.Add(new Violation(_simulation.Elapsed, _node.Name, "the simulation goes on", e.ToString()));
        }

        // Killed actors are expected to be reported; nothing else is.
        var errors = _simulation.Errors
            .Where(e => !e.Message.Contains("ActorKilledException", StringComparison.Ordinal))
            .Select(e => new Violation(e.At, _node.Name, "no actor throws or leaves a message unhandled", $"{e.Source}: {e.Message}"));
        return new ScenarioOutcome(
            _options.Seed,
            _options.KeepHash ? _simulation.Trace.Hash : "",
            _simulation.Elapsed,
            _simulation.Steps,
            [.. _invariants.Violations.Concat(_violations).Concat(errors).OrderBy(v => v.At)]);
    }

    private void Troubled()
    {
        _node.Start();
        var end = _simulation.Elapsed + _options.FaultsFor;
        for (var i = 0; i < _options.Pods; i++)
        {
            Put(i);
        }

        while (_simulation.Elapsed < end)
        {
            Sleep(_random.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(20)));
            if (_random.Chance(0.3))
            {
                Edit();
            }
            else
            {
                _faults.Trouble([.. _pods.Values.Select(p => p.Uid)]);
            }
        }
    }

    private void Edit()
    {
        var number = _random.Next(_options.Pods);
        if (!_pods.TryGetValue(number, out var pod))
        {
            Put(number);
            return;
        }

        switch (_random.Next(4))
        {
            case 0:
                Note($"delete {pod.File}");
                _node.DeleteManifest(pod.File);
                _pods.Remove(number);
                Want();
                break;
            case 1:
                // Gone and back: the same UID again, while what was may still be ending.
                Note($"delete {pod.File} and write it again");
                _node.DeleteManifest(pod.File);
                _pods.Remove(number);
                Want();
                Sleep(_random.Between(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(8)));
                _pods[number] = pod;
                _node.WriteManifest(pod.File, pod.Manifest);
                Want();
                break;
            case 2:
                Note($"break {pod.File} for a while");
                _node.WriteManifest(pod.File, "kind: Pod\nspec: {");
                Sleep(_random.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(40)));
                _node.WriteManifest(pod.File, pod.Manifest);
                break;
            default:
                Put(number);
                break;
        }
    }

    private void Put(int number)
    {
        var version = _versions[number] = _versions.GetValueOrDefault(number) + 1;
        var kinds = Enum.GetValues<ScenarioPodKind>();
        var pod = ScenarioPods.Make(number, version, kinds[_random.Next(kinds.Length)], _node.Name);
        Note($"write {pod.File}: {pod.Kind} {pod.Uid}");
        _pods[number] = pod;
        _node.WriteManifest(pod.File, pod.Manifest);
        Want();
    }

    private void Want()
    {
        _invariants.Wanted.Clear();
        _invariants.Wanted.UnionWith(_pods.Values.Select(p => p.Uid));
    }

    private void Sleep(TimeSpan time)
    {
        for (; time > TimeSpan.Zero; time -= Second)
        {
            _simulation.Advance(time < Second ? time : Second);
            _invariants.Sample();
        }
    }

    private void Expect(string what, Func<bool> condition, Func<string> state)
    {
        var end = _simulation.Elapsed + SettleLimit;
        while (!condition())
        {
            if (_simulation.Elapsed > end)
            {
                _violations.Add(new Violation(_simulation.Elapsed, _node.Name, what, $"not within {SettleLimit}: {state()}"));
                return;
            }

            Sleep(Second);
        }

        Note($"{what}: yes");
    }

    private bool IsSettled() => Unsettled().Length == 0 && _node.Board.Pods.Count == _pods.Count;

    /// <summary>The pods that are not as they should be, in words.</summary>
    private string Unsettled() => string.Join("; ", _pods.Values
        .Where(p => !ScenarioPods.IsRestless(p.Kind))
        .Select(p => (Pod: p, Said: _node.Board.Pods.FirstOrDefault(b => b.Uid == p.Uid)))
        .Where(p => p.Said?.State != (p.Pod.Kind == ScenarioPodKind.Once ? "Terminated" : "Running"))
        .Select(p => $"{p.Pod.Kind} {p.Pod.Uid}: {(p.Said is { } said ? Describe(said) : "unknown to the agent")}"));

    private static string Describe(PodExplanation pod)
    {
        var text = new StringBuilder();
        MessageText.Append(text, pod);
        return text.ToString();
    }

    private void Note(string text) => _options.OnLine?.Invoke($"{_simulation.Elapsed} -- {text}");
}
