using Agent.Cri.Protocol;
using Agent.Simulation.Runtime;

namespace Agent.Simulation.Invariants;

/// <summary>What must hold of the containers in a runtime, judged at each thing that happens there.</summary>
internal sealed class ContainerInvariants
{
    private readonly SimulatedRuntime _runtime;
    private readonly Func<string, bool> _isRemoved;
    private readonly Action<string, string> _violated;
    private readonly Dictionary<(string Uid, string Name), History> _histories = [];

    private ContainerInvariants(SimulatedRuntime runtime, Func<string, bool> isRemoved, Action<string, string> violated)
    {
        _runtime = runtime;
        _isRemoved = isRemoved;
        _violated = violated;
    }

    /// <summary>Watches a runtime.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="isRemoved">Whether the agent has said that the pod of a UID is gone.</param>
    /// <param name="violated">Takes the rule and what broke it.</param>
    public static void Watch(SimulatedRuntime runtime, Func<string, bool> isRemoved, Action<string, string> violated) =>
        runtime.Happened += new ContainerInvariants(runtime, isRemoved, violated).Take;

    private void Take(RuntimeFact fact)
    {
        switch (fact.Kind)
        {
            case RuntimeFactKind.ContainerCreated:
                OnCreated(fact);
                break;
            case RuntimeFactKind.ContainerStarted:
                OnStarted(fact);
                break;
            case RuntimeFactKind.ContainerExited:
                Of(fact).Exits++;
                break;
            case RuntimeFactKind.SandboxStarted when _isRemoved(fact.PodUid):
                _violated("no sandbox is started after a pod's removal", $"{fact}");
                break;
            case RuntimeFactKind.SandboxRemoved when _runtime.Sandboxes.All(s => s.Config.Metadata.Uid != fact.PodUid):
                // Nothing is left of the pod: if it comes again, its counts begin anew, or go on from its logs.
                foreach (var key in _histories.Keys.Where(k => k.Uid == fact.PodUid).ToList())
                {
                    _histories.Remove(key);
                }

                break;
        }
    }

    private void OnCreated(RuntimeFact fact)
    {
        var history = Of(fact);
        // An instance that never ran left nothing, not even a log; its number may be given again.
        if (history.LastStarted is { } last && fact.RestartCount <= last)
        {
            _violated("the restart count of a container never goes down or stays", $"{fact}: {last} ran before");
        }

        // It counts exits, and at most also those instances that were created and never ran.
        if (history.Created > 0 && (fact.RestartCount - history.FirstCount < history.Exits || fact.RestartCount - history.FirstCount > history.Created))
        {
            _violated("the restart count equals the exits", $"{fact}: {history.Exits} exits, {history.Created} created, the first had {history.FirstCount}");
        }

        if (history.Created == 0)
        {
            history.FirstCount = fact.RestartCount;
        }

        history.Created++;
    }

    private void OnStarted(RuntimeFact fact)
    {
        Of(fact).LastStarted = fact.RestartCount;
        var alive = _runtime.Containers
            .Where(c => c.State == ContainerState.ContainerRunning && c.Name == fact.Container && c.Sandbox.Config.Metadata.Uid == fact.PodUid)
            .ToList();
        if (alive.Count > 1)
        {
            _violated("at most one container of a name runs in a pod", $"{fact}: {string.Join(", ", alive.Select(c => c.Id))}");
        }

        if (_isRemoved(fact.PodUid))
        {
            _violated("no container is started after a pod's removal", $"{fact}");
        }
    }

    private History Of(RuntimeFact fact) => _histories.TryGetValue((fact.PodUid, fact.Container), out var history)
        ? history
        : _histories[(fact.PodUid, fact.Container)] = new History();

    private sealed class History
    {
        public int? LastStarted { get; set; }

        public int FirstCount { get; set; }

        public int Created { get; set; }

        public int Exits { get; set; }
    }
}
