using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Watching;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Store;

/// <summary>
/// Objects by resource and name, with versions, recent history and watchers. It knows no rule of any kind of object; those are
/// in Requests/. One lock guards all of it; readers of watches are woken after the lock is let go.
/// </summary>
public sealed class ObjectStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, ObjectTable> _tables = new(StringComparer.Ordinal);
    private readonly PriorityQueue<(StoreWatch Watch, bool IsEnd), (DateTimeOffset Due, long Order)> _due = new();
    private readonly List<StoreWatch> _concerned = [];
    private readonly Queue<StoreWatch> _toWake = new();
    private long _version;
    private long _order;

    /// <summary>An empty store.</summary>
    public ObjectStore(StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        foreach (var definition in ResourceCatalog.All)
        {
            _tables.Add(TableName(definition), new ObjectTable(definition, options.HistoryPerResource));
        }
    }

    /// <summary>After each change, within the store's lock: what changed, before (null: created) and after (null: deleted).</summary>
    public event Action<StoredObject?, StoredObject?>? Changed;

    /// <summary>What it stands on.</summary>
    public StoreOptions Options { get; }

    /// <summary>The version of the last change of any object.</summary>
    public long Version
    {
        get
        {
            lock (_lock)
            {
                return _version;
            }
        }
    }

    /// <summary>How many watches are open.</summary>
    public int WatcherCount
    {
        get
        {
            lock (_lock)
            {
                return _tables.Values.Sum(t => t.Watchers.Count);
            }
        }
    }

    /// <summary>When <see cref="Pulse"/> has something to do next; null: nothing is due.</summary>
    public DateTimeOffset? NextPulse
    {
        get
        {
            lock (_lock)
            {
                return _due.TryPeek(out _, out var next) ? next.Due : null;
            }
        }
    }

    /// <summary>An object; null: there is none.</summary>
    public StoredObject? Find(ResourceDefinition definition, string? space, string name) =>
        Run(() => Table(definition).Find(new ObjectKey(space ?? "", name)));

    /// <summary>All objects of a resource, by namespace and name.</summary>
    /// <param name="definition">The resource.</param>
    /// <param name="space">Only those in this namespace; null: all.</param>
    public IReadOnlyList<StoredObject> List(ResourceDefinition definition, string? space = null) =>
        Run(() => Table(definition).Select(ObjectFilter.In(space)).ToList());

    /// <summary>Does several steps as one, with nothing in between.</summary>
    internal T Run<T>(Func<T> steps)
    {
        try
        {
            lock (_lock)
            {
                return steps();
            }
        }
        finally
        {
            WakeReaders();
        }
    }

    /// <summary>The objects that a filter selects as they are, or were at a version, and the version they are at.</summary>
    /// <returns>Null objects: that version is forgotten.</returns>
    internal (IReadOnlyList<StoredObject>? Objects, long Version) Select(
        ResourceDefinition definition, ObjectFilter filter, long? at = null) => Run<(IReadOnlyList<StoredObject>?, long)>(() =>
        {
            var table = Table(definition);
            if (at is not { } version || version >= _version)
            {
                return (table.Select(filter).ToList(), _version);
            }

            if (version < table.History.Forgotten)
            {
                return (null, version);
            }

            var past = new SortedDictionary<ObjectKey, StoredObject>();
            foreach (var current in table.Select(ObjectFilter.All))
            {
                past[current.Key] = current;
            }

            foreach (var change in table.History.After(version).Reverse())
            {
                if (change.Before is { } before)
                {
                    past[change.Key] = before;
                }
                else
                {
                    past.Remove(change.Key);
                }
            }

            return (past.Values.Where(filter.Matches).ToList(), version);
        });

    /// <summary>Writes an object, new or in place of the one of its name.</summary>
    internal StoredObject Put(ResourceDefinition definition, JsonObject value) => Run(() =>
    {
        var table = Table(definition);
        var after = new StoredObject(definition, value, _version + 1);
        Commit(table, new StoreChange(_version + 1, table.Find(after.Key), after));
        return after;
    });

    /// <summary>Removes an object that is there.</summary>
    internal void Remove(StoredObject value) => Run(() =>
    {
        Commit(Table(value.Definition), new StoreChange(_version + 1, value, null));
        return 0;
    });

    /// <summary>Opens a watch; null: the version it is to begin at is forgotten.</summary>
    internal StoreWatch? Watch(ResourceDefinition definition, WatchOptions options) => Run(() =>
    {
        var table = Table(definition);
        if (options.From is { } tooOld && tooOld < table.History.Forgotten)
        {
            return null;
        }

        var now = Options.Time.GetUtcNow();
        var watch = new StoreWatch(this, table, options, Options.WatchQueue, now);
        if (options.From is { } from)
        {
            watch.Begin(table.History.After(from).Select(c => c.FrameFor(options.Filter)).OfType<WatchFrame>());
        }
        else
        {
            watch.Begin(table.Select(options.Filter).Select(o => new WatchFrame(WatchEventKind.Added, o.Json)));
            if (options.InitialEventsEnd)
            {
                watch.Begin([Bookmark(table, initialEventsEnd: true)]);
            }
        }

        table.Watchers.Add(watch);
        if (watch.Ends is { } end)
        {
            _due.Enqueue((watch, true), (end, _order++));
        }

        if (watch.WantsBookmarks)
        {
            _due.Enqueue((watch, false), (now + Options.BookmarkPeriod, _order++));
        }

        return watch;
    });

    internal void Close(StoreWatch watch) => Run(() =>
    {
        watch.Table.Watchers.Remove(watch);
        return 0;
    });

    /// <summary>Sends bookmarks and ends watches that are due. Called by the owner of the clock, at <see cref="NextPulse"/> or often.</summary>
    public void Pulse() => Run(() =>
    {
        var now = Options.Time.GetUtcNow();
        var bookmarks = new Dictionary<ObjectTable, WatchFrame>();
        while (_due.TryPeek(out var next, out var at) && at.Due <= now)
        {
            _due.Dequeue();
            var (watch, isEnd) = next;
            if (watch.IsClosed)
            {
                watch.Table.Watchers.Remove(watch);
                continue;
            }

            if (isEnd)
            {
                if (watch.Finish())
                {
                    _toWake.Enqueue(watch);
                }

                watch.Table.Watchers.Remove(watch);
                continue;
            }

            if (!bookmarks.TryGetValue(watch.Table, out var bookmark))
            {
                bookmark = Bookmark(watch.Table, initialEventsEnd: false);
                bookmarks.Add(watch.Table, bookmark);
            }

            Offer(watch, bookmark);
            _due.Enqueue((watch, false), (at.Due + Options.BookmarkPeriod, _order++));
        }

        return 0;
    });

    /// <summary>Sets what a store that was written down held; nothing before it can be watched.</summary>
    internal void Restore(long version, IEnumerable<(ResourceDefinition Definition, JsonObject Value)> objects) => Run(() =>
    {
        foreach (var (definition, value) in objects)
        {
            var at = long.TryParse(value.Object("metadata")?.Text("resourceVersion"), out var known) ? known : version;
            var table = Table(definition);
            var after = new StoredObject(definition, value, at);
            table.Apply(new StoreChange(at, table.Find(after.Key), after));
        }

        _version = Math.Max(_version, version);
        foreach (var table in _tables.Values)
        {
            table.History.Forget(_version);
        }

        return 0;
    });

    private static string TableName(ResourceDefinition definition) => definition.Resource.Group + "/" + definition.Resource.Plural;

    private ObjectTable Table(ResourceDefinition definition) => _tables[TableName(definition)];

    private void Commit(ObjectTable table, StoreChange change)
    {
        _version = change.Version;
        table.Apply(change);
        table.History.Add(change);
        table.Watchers.Collect(change, _concerned);
        foreach (var watch in _concerned)
        {
            if (change.FrameFor(watch.Filter) is { } frame)
            {
                Offer(watch, frame);
            }
        }

        _concerned.Clear();
        Changed?.Invoke(change.Before, change.After);
    }

    private void Offer(StoreWatch watch, WatchFrame frame)
    {
        if (watch.Offer(frame))
        {
            _toWake.Enqueue(watch);
        }

        if (watch.IsClosed)
        {
            watch.Table.Watchers.Remove(watch);
        }
    }

    private WatchFrame Bookmark(ObjectTable table, bool initialEventsEnd)
    {
        var metadata = new JsonObject { ["resourceVersion"] = StoredObject.VersionText(_version) };
        if (initialEventsEnd)
        {
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        var resource = table.Definition.Resource;
        return new WatchFrame(WatchEventKind.Bookmark, JsonObjects.Write(new JsonObject
        {
            ["kind"] = resource.Kind,
            ["apiVersion"] = resource.ApiVersion,
            ["metadata"] = metadata,
        }));
    }

    private void WakeReaders()
    {
        if (_lock.IsHeldByCurrentThread)
        {
            return;
        }

        while (true)
        {
            StoreWatch? watch;
            lock (_lock)
            {
                if (!_toWake.TryDequeue(out watch))
                {
                    return;
                }
            }

            watch.Wake();
        }
    }
}
