using Agent.Simulation.Nodes;

namespace Agent.Simulation.Invariants;

/// <summary>
/// Watches a node for what must never happen, whatever goes wrong around it. <see cref="Wanted"/> has to be kept up to date,
/// and <see cref="Sample"/> called about every second.
/// </summary>
public sealed class NodeInvariants
{
    private readonly Simulation _simulation;
    private readonly SimulatedNode _node;
    private readonly ExplanationInvariants _explanations;
    private readonly SortedSet<string> _absent = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _acknowledged = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<Violation> _violations = [];

    /// <summary>Watches a node from now on.</summary>
    public NodeInvariants(Simulation simulation, SimulatedNode node)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentNullException.ThrowIfNull(node);
        _simulation = simulation;
        _node = node;
        ContainerInvariants.Watch(node.Runtime, uid => _acknowledged.Contains(uid) && !Wanted.Contains(uid), Report);
        _explanations = new ExplanationInvariants(simulation, Report);
    }

    /// <summary>UIDs of the pods that are to run, as of now.</summary>
    public ISet<string> Wanted { get; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>What was broken so far.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>Looks at what the agent says of itself.</summary>
    public void Sample()
    {
        _explanations.Check(_node.Board.Pods);
        _known.UnionWith(Wanted);
        _acknowledged.ExceptWith(Wanted);
        if (!_node.Board.Node.Adopted || !_node.Board.Node.SourcesReady)
        {
            _absent.Clear();
            return;
        }

        // The removal of a pod is acknowledged when it has been off the board for two samples.
        var board = _node.Board.Pods.Select(p => p.Uid).ToHashSet(StringComparer.Ordinal);
        foreach (var uid in _known.Where(u => !Wanted.Contains(u)))
        {
            if (board.Contains(uid))
            {
                _absent.Remove(uid);
            }
            else if (!_absent.Add(uid))
            {
                _acknowledged.Add(uid);
            }
        }

        _absent.ExceptWith(Wanted);
    }

    private void Report(string rule, string detail) => _violations.Add(new Violation(_simulation.Elapsed, _node.Name, rule, detail));
}
