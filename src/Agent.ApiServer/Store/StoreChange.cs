using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Store;

/// <summary>A change of one object. The events that watchers get of it are made once, and only when one needs them.</summary>
internal sealed class StoreChange(long version, StoredObject? before, StoredObject? after)
{
    private WatchFrame? _added;
    private WatchFrame? _modified;
    private WatchFrame? _deleted;

    /// <summary>The resource version that the change made.</summary>
    public long Version => version;

    /// <summary>The object before; null: created.</summary>
    public StoredObject? Before => before;

    /// <summary>The object after; null: deleted.</summary>
    public StoredObject? After => after;

    public ObjectKey Key => (after ?? before)!.Key;

    /// <summary>What a watcher that selects objects with a filter is told; null: nothing.</summary>
    public WatchFrame? FrameFor(ObjectFilter filter)
    {
        var was = before is not null && filter.Matches(before);
        var isNow = after is not null && filter.Matches(after);
        return (was, isNow) switch
        {
            (false, true) => _added ??= new WatchFrame(WatchEventKind.Added, after!.Json),
            (true, true) => _modified ??= new WatchFrame(WatchEventKind.Modified, after!.Json),
            (true, false) => _deleted ??= new WatchFrame(WatchEventKind.Deleted, LastState()),
            _ => null,
        };
    }

    /// <summary>The object as it was, at the version of its deletion.</summary>
    private byte[] LastState()
    {
        var tree = before!.ToTree();
        tree["metadata"]!["resourceVersion"] = JsonValue.Create(StoredObject.VersionText(version));
        return JsonObjects.Write(tree);
    }
}
