namespace Akka.Actor.Internal;

/// <summary>
/// The children of an actor, made when it gets its first one. Locked, because selections look children up from any thread and
/// the guardians get theirs from any thread.
/// </summary>
internal sealed class ChildRegistry
{
    private static readonly ChildRegistry Gone = new() { _state = ChildrenState.Terminated };

    private readonly Dictionary<string, IInternalActorRef?> _byName = new(StringComparer.Ordinal);
    private HashSet<IActorRef>? _dying;
    private Dictionary<IActorRef, ChildRestartStats>? _stats;
    private ChildrenState _state;
    private Exception? _cause;
    private long _names = -1;

    public bool IsTerminating => _state >= ChildrenState.Termination;

    public bool IsNormal => _state <= ChildrenState.UserRequest;

    public bool IsWaitingForChildren => _state is ChildrenState.Recreation or ChildrenState.Creation;

    public static ChildRegistry Ensure(ref ChildRegistry? field)
    {
        Interlocked.CompareExchange(ref field, new ChildRegistry(), null);
        return field;
    }

    /// <summary>From now on no child can be created.</summary>
    public static void MarkTerminated(ref ChildRegistry? field)
    {
        if (Interlocked.CompareExchange(ref field, Gone, null) is { } registry && registry != Gone)
        {
            lock (registry)
            {
                registry._state = ChildrenState.Terminated;
            }
        }
    }

    public string NextName() => ActorNames.Encode("$", Interlocked.Increment(ref _names));

    public void Reserve(string name)
    {
        lock (this)
        {
            if (IsTerminating)
            {
                throw new InvalidOperationException("Cannot create child while terminating or terminated");
            }

            if (!_byName.TryAdd(name, null))
            {
                throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
            }
        }
    }

    public void Unreserve(string name)
    {
        lock (this)
        {
            _byName.Remove(name);
        }
    }

    public void Fill(string name, IInternalActorRef child)
    {
        lock (this)
        {
            _byName[name] = child;
        }
    }

    public IInternalActorRef? Find(string name)
    {
        lock (this)
        {
            return _byName.GetValueOrDefault(name);
        }
    }

    /// <summary>The child that has the actor's name; it may be another incarnation.</summary>
    public IInternalActorRef? Find(IActorRef actor)
    {
        var child = Find(actor.Path.Name);
        return child is not null && child.Path.Equals(actor.Path) ? child : null;
    }

    public IInternalActorRef[] Snapshot()
    {
        lock (this)
        {
            return [.. _byName.Values.Where(child => child is not null)!];
        }
    }

    /// <summary>Notes that a child, if the actor is one, is being stopped.</summary>
    public void ShallDie(IActorRef actor)
    {
        lock (this)
        {
            if (_state != ChildrenState.Terminated && Find(actor) is { } child && child.Equals(actor))
            {
                (_dying ??= []).Add(child);
                _state = _state == ChildrenState.Normal ? ChildrenState.UserRequest : _state;
            }
        }
    }

    /// <summary>Says what is to happen when the dying children are gone. False: there are none, it can happen now.</summary>
    public bool WaitWith(ChildrenState state, Exception? cause)
    {
        lock (this)
        {
            if (_state is ChildrenState.Normal or ChildrenState.Terminated)
            {
                return false;
            }

            _state = state;
            _cause = cause;
            return true;
        }
    }

    /// <summary>Removes a child that has terminated; if it was the last one waited for, tells what to go on with.</summary>
    public (ChildrenState WaitedFor, Exception? Cause) Remove(IInternalActorRef child)
    {
        lock (this)
        {
            _byName.Remove(child.Path.Name);
            _stats?.Remove(child);
            if (_dying is null || !_dying.Remove(child) || _dying.Count > 0)
            {
                return (ChildrenState.Normal, null);
            }

            var (state, cause) = (_state, _cause);
            _dying = null;
            _cause = null;
            _state = state == ChildrenState.Termination ? ChildrenState.Terminated : ChildrenState.Normal;
            return (state, cause);
        }
    }

    /// <summary>The restarts of a child so far.</summary>
    public ChildRestartStats StatsOf(IInternalActorRef child)
    {
        lock (this)
        {
            _stats ??= [];
            if (!_stats.TryGetValue(child, out var stats))
            {
                stats = new ChildRestartStats(child);
                _stats.Add(child, stats);
            }

            return stats;
        }
    }

    /// <summary>The restarts of all children so far, looked up when they are asked for.</summary>
    public IReadOnlyCollection<ChildRestartStats> AllStats() => new AllChildStats(this);
}
