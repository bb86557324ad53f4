namespace Agent.Node.Runtime;

/// <summary>What a relist saw: for each sandbox and container its pod and its state, no more.</summary>
internal sealed class RuntimeListing
{
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>One sandbox or container; a sandbox is Running while ready and Exited otherwise.</summary>
    internal readonly record struct Entry(string Uid, bool IsSandbox, ContainerInstanceState State);

    /// <summary>Everything seen, by identifier.</summary>
    public IReadOnlyDictionary<string, Entry> Entries => _entries;

    /// <summary>Pods that have a sandbox or a container, in order of UID.</summary>
    public IReadOnlyCollection<string> Pods => new SortedSet<string>(_entries.Values.Select(e => e.Uid), StringComparer.Ordinal);

    public void Set(string id, Entry entry) => _entries[id] = entry;

    public void Remove(string id) => _entries.Remove(id);

    /// <summary>
    /// Adds what was learned while this listing was under way, where it is newer: an object that the listing lacks, or a state
    /// further on. What is wrong about it the next listing tells.
    /// </summary>
    public void Overlay(IReadOnlyDictionary<string, Entry> learned)
    {
        foreach (var (id, entry) in learned)
        {
            if (!_entries.TryGetValue(id, out var listed) || Progress(entry.State) > Progress(listed.State))
            {
                Set(id, entry);
            }
        }
    }

    private static int Progress(ContainerInstanceState state) => state switch
    {
        ContainerInstanceState.Created => 0,
        ContainerInstanceState.Running => 1,
        ContainerInstanceState.Exited => 2,
        _ => -1,
    };

    /// <summary>Replaces what is known of one pod.</summary>
    public void Replace(PodRuntimeStatus status)
    {
        foreach (var id in _entries.Where(e => e.Value.Uid == status.Uid).Select(e => e.Key).ToList())
        {
            _entries.Remove(id);
        }

        foreach (var sandbox in status.Sandboxes)
        {
            Set(sandbox.Id, new Entry(status.Uid, true, sandbox.Ready ? ContainerInstanceState.Running : ContainerInstanceState.Exited));
        }

        foreach (var container in status.Containers)
        {
            Set(container.Id, new Entry(status.Uid, false, container.State));
        }
    }

    /// <summary>UIDs of the pods of which something appeared, vanished or changed its state, in order.</summary>
    public static IReadOnlyCollection<string> ChangedPods(RuntimeListing before, RuntimeListing after)
    {
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (id, entry) in after._entries)
        {
            if (!before._entries.TryGetValue(id, out var old) || old != entry)
            {
                changed.Add(entry.Uid);
            }
        }

        foreach (var (id, entry) in before._entries)
        {
            if (!after._entries.ContainsKey(id))
            {
                changed.Add(entry.Uid);
            }
        }

        return changed;
    }
}
