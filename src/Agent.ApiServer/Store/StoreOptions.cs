using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Store;

/// <summary>What a store stands on and its bounds.</summary>
public sealed record StoreOptions
{
    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Where UIDs and generated names come from; used by one thread at a time.</summary>
    public required Random Random { get; init; }

    /// <summary>How many changes of each resource are kept for watches to catch up from; beyond them a watch gets 410.</summary>
    public int HistoryPerResource { get; init; } = 4096;

    /// <summary>How many events may wait for one watcher before it is cut off with 410.</summary>
    public int WatchQueue { get; init; } = 1024;

    /// <summary>How often a watch that allows it gets a bookmark: as upstream, once a minute.</summary>
    public TimeSpan BookmarkPeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long events are kept: as upstream, an hour.</summary>
    public TimeSpan EventLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Readers of watches go on where the change is made (false: an event loop, as a simulation's, has them in a fixed order)
    /// or on the thread pool (true: a server, whose readers must not hold up writers).
    /// </summary>
    public bool ReadersOnThreadPool { get; init; }

    internal TaskCompletionSource<IReadOnlyList<WatchFrame>> NewCompletion() =>
        new(ReadersOnThreadPool ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
}
