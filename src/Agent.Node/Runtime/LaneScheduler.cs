namespace Agent.Node.Runtime;

/// <summary>
/// Decides which waiting call may go to the runtime: the head of its lane, and for start-class calls only while
/// a slot is free. Holds no clock and does no I/O; the gateway actor drives it.
/// </summary>
internal sealed class LaneScheduler(int startSlots)
{
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly Queue<QueuedCall> _ready = new();
    private readonly PriorityQueue<QueuedCall, (int Priority, long Sequence)> _waitingForSlot = new();
    private readonly HashSet<long> _dropped = [];

    /// <summary>Slots not held by a start-class call.</summary>
    public int FreeSlots { get; private set; } = startSlots;

    /// <summary>Calls that wait for their lane or for a slot.</summary>
    public int Waiting { get; private set; }

    /// <summary>Adds a call at the end of its lane.</summary>
    public void Enqueue(QueuedCall call)
    {
        Waiting++;
        if (call.Call.Lane.Length == 0)
        {
            MakeReady(call);
            return;
        }

        if (!_lanes.TryGetValue(call.Call.Lane, out var lane))
        {
            _lanes.Add(call.Call.Lane, lane = new Lane());
        }

        if (lane.Busy is null)
        {
            lane.Busy = call;
            MakeReady(call);
        }
        else
        {
            lane.Queue.Enqueue(call);
        }
    }

    /// <summary>Takes the next call that may be sent now.</summary>
    public bool TryTake(out QueuedCall call)
    {
        while (_ready.TryDequeue(out call!))
        {
            if (!_dropped.Remove(call.Sequence))
            {
                Waiting--;
                return true;
            }
        }

        while (FreeSlots > 0 && _waitingForSlot.TryDequeue(out call!, out _))
        {
            if (!_dropped.Remove(call.Sequence))
            {
                Waiting--;
                FreeSlots--;
                call.HoldsSlot = true;
                return true;
            }
        }

        call = null!;
        return false;
    }

    /// <summary>Frees the lane and the slot of a call that was answered or abandoned.</summary>
    public void Complete(QueuedCall call)
    {
        GiveBackSlot(call);
        LeaveLane(call);
    }

    /// <summary>Frees the slot only: a call that takes long must not hold up the others (hung shims).</summary>
    public void GiveBackSlot(QueuedCall call)
    {
        if (call.HoldsSlot)
        {
            call.HoldsSlot = false;
            FreeSlots++;
        }
    }

    /// <summary>Drops a call that was not yet taken.</summary>
    public void Drop(QueuedCall call)
    {
        Waiting--;
        _dropped.Add(call.Sequence);
        LeaveLane(call);
    }

    private void MakeReady(QueuedCall call)
    {
        if (call.Policy.Class == CriCallClass.Start)
        {
            _waitingForSlot.Enqueue(call, (-call.Policy.Priority, call.Sequence));
        }
        else
        {
            _ready.Enqueue(call);
        }
    }

    private void LeaveLane(QueuedCall call)
    {
        if (!_lanes.TryGetValue(call.Call.Lane, out var lane) || lane.Busy != call)
        {
            return;
        }

        lane.Busy = null;
        while (lane.Queue.TryDequeue(out var next))
        {
            if (_dropped.Remove(next.Sequence))
            {
                continue;
            }

            lane.Busy = next;
            MakeReady(next);
            return;
        }

        _lanes.Remove(call.Call.Lane);
    }

    private sealed class Lane
    {
        public QueuedCall? Busy { get; set; }

        public Queue<QueuedCall> Queue { get; } = new();
    }
}
