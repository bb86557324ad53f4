using Agent.ApiServer.Errors;
using Agent.ApiServer.Store;

namespace Agent.ApiServer.Controllers;

/// <summary>
/// Brings objects towards what they ask for, one at a time. It hears of every change, queues the objects that may need work, and
/// looks at one of them with each step. Objects come in their order, never in that of a hash table.
/// </summary>
internal abstract class Controller
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private readonly SortedSet<ObjectKey> _queue = [];
    private readonly PriorityQueue<ObjectKey, (DateTimeOffset Due, ObjectKey Key)> _later = new();

    /// <summary>When an object is due again; null: only after a change.</summary>
    public DateTimeOffset? NextDue => _later.TryPeek(out _, out var next) ? next.Due : null;

    public bool HasWork => _queue.Count > 0;

    /// <summary>Hears of a change: before (null: created) and after (null: deleted).</summary>
    public abstract void Note(StoredObject? before, StoredObject? after);

    /// <summary>Looks at one object; false: there is none to look at.</summary>
    /// <param name="now">The time.</param>
    /// <param name="refused">Told when the server refuses what the controller wants; it tries again later.</param>
    public bool Step(DateTimeOffset now, Action<string>? refused)
    {
        while (_later.TryPeek(out var key, out var next) && next.Due <= now)
        {
            _later.Dequeue();
            _queue.Add(key);
        }

        if (_queue.Count == 0)
        {
            return false;
        }

        var first = _queue.Min;
        _queue.Remove(first);
        try
        {
            Reconcile(first, now);
        }
        catch (ApiErrorException refusal)
        {
            refused?.Invoke($"{GetType().Name} {first}: {refusal.Message}");
            QueueAt(first, now + RetryAfter);
        }

        return true;
    }

    protected abstract void Reconcile(ObjectKey key, DateTimeOffset now);

    protected void Queue(ObjectKey key) => _queue.Add(key);

    protected void QueueAt(ObjectKey key, DateTimeOffset due) => _later.Enqueue(key, (due, key));
}
