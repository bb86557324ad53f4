using Agent.ApiServer.Store;

namespace Agent.ApiServer.Watching;

/// <summary>What a watcher asks for.</summary>
/// <param name="Filter">The objects.</param>
/// <param name="From">Resource version after which changes are told; null: begin with all objects as they are.</param>
/// <param name="Bookmarks">Bookmarks are welcome.</param>
/// <param name="InitialEventsEnd">A bookmark says when all objects as they are have been told.</param>
/// <param name="Timeout">When the server ends it; null: never.</param>
internal sealed record WatchOptions(ObjectFilter Filter, long? From, bool Bookmarks, bool InitialEventsEnd, TimeSpan? Timeout);
