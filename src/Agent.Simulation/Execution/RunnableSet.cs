using Akka.Dispatch;

namespace Agent.Simulation.Execution;

/// <summary>
/// What may run now, sorted by the path of its actor, so that a draw does not depend on the order in which it became runnable.
/// Sorted chunks: both adding and taking the n-th stay cheap with a hundred thousand of them.
/// </summary>
internal sealed class RunnableSet
{
    private const int ChunkCapacity = 512;

    private readonly List<List<Entry>> _chunks = [new(8)];
    private long _sequence;

    public int Count { get; private set; }

    public void Add(string path, IRunnable run)
    {
        var entry = new Entry(path, _sequence++, run);
        var at = LastNotAfter(_chunks, entry, static c => c[0]);
        var chunk = _chunks[at];
        chunk.Insert(chunk.Count == 0 ? 0 : LastNotAfter(chunk, entry, static e => e) + (chunk[0].CompareTo(entry) <= 0 ? 1 : 0), entry);
        Count++;
        if (chunk.Count > ChunkCapacity)
        {
            _chunks.Insert(at + 1, chunk.GetRange(ChunkCapacity / 2, chunk.Count - (ChunkCapacity / 2)));
            chunk.RemoveRange(ChunkCapacity / 2, chunk.Count - (ChunkCapacity / 2));
        }
    }

    /// <summary>Takes out the n-th by path.</summary>
    public (string Path, IRunnable Run) Take(int index)
    {
        var at = 0;
        while (index >= _chunks[at].Count)
        {
            index -= _chunks[at++].Count;
        }

        var chunk = _chunks[at];
        var entry = chunk[index];
        chunk.RemoveAt(index);
        Count--;
        if (chunk.Count == 0 && _chunks.Count > 1)
        {
            _chunks.RemoveAt(at);
        }

        return (entry.Path, entry.Run);
    }

    /// <summary>The last item whose entry is not after the given one; 0 if all are.</summary>
    private static int LastNotAfter<T>(List<T> items, Entry entry, Func<T, Entry> first)
    {
        var (low, high) = (1, items.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (first(items[middle]).CompareTo(entry) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    private readonly record struct Entry(string Path, long Sequence, IRunnable Run) : IComparable<Entry>
    {
        public int CompareTo(Entry other)
        {
            var order = string.CompareOrdinal(Path, other.Path);
            return order != 0 ? order : Sequence.CompareTo(other.Sequence);
        }
    }
}
