using System.Collections.Concurrent;
using Agent.Node.Runtime;

namespace Agent.Node.Explain;

/// <summary>
/// The node's notice board: actors put up what they know, anyone may read it at any time, also while the runtime hangs.
/// Actors only write to it; no decision reads it.
/// </summary>
public sealed class ExplainBoard
{
    private readonly ConcurrentDictionary<string, PodExplanation> _pods = new(StringComparer.Ordinal);
    private volatile RuntimeHealth _runtime = RuntimeHealth.Unknown;
    private NodeExplanation _node = NodeExplanation.Starting;

    /// <summary>Raised after any change, on the thread of the actor that made it; handlers return at once.</summary>
    public event Action? Changed;

    /// <summary>The pods, ordered by namespace and name.</summary>
    public IReadOnlyList<PodExplanation> Pods =>
        [.. _pods.Values.OrderBy(p => p.Namespace, StringComparer.Ordinal).ThenBy(p => p.PodName, StringComparer.Ordinal).ThenBy(p => p.Uid, StringComparer.Ordinal)];

    /// <summary>The runtime's health.</summary>
    public RuntimeHealth Runtime => _runtime;

    /// <summary>The node's own state.</summary>
    public NodeExplanation Node => Volatile.Read(ref _node);

    internal void Put(PodExplanation pod)
    {
        _pods[pod.Uid] = pod;
        Changed?.Invoke();
    }

    internal void Remove(string uid)
    {
        _pods.TryRemove(uid, out _);
        Changed?.Invoke();
    }

    internal void Put(RuntimeHealth health)
    {
        _runtime = health;
        Changed?.Invoke();
    }

    /// <summary>Changes what the node says; several actors each know a part of it.</summary>
    internal void Update(Func<NodeExplanation, NodeExplanation> change)
    {
        NodeExplanation before;
        do
        {
            before = Node;
        }
        while (!ReferenceEquals(Interlocked.CompareExchange(ref _node, change(before), before), before));
        Changed?.Invoke();
    }

    /// <summary>Changes what all pods say, or those that it does not return as they are; for use while no pod's actor writes.</summary>
    /// <param name="change">What a pod is to say; null: it is taken down.</param>
    internal void Revise(Func<PodExplanation, PodExplanation?> change)
    {
        foreach (var pod in _pods.Values)
        {
            var revised = change(pod);
            if (revised is null)
            {
                _pods.TryRemove(pod.Uid, out _);
            }
            else if (!ReferenceEquals(revised, pod))
            {
                _pods[pod.Uid] = revised;
            }
        }

        Changed?.Invoke();
    }
}
