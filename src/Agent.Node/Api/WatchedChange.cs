using Agent.Kubernetes.Api;

namespace Agent.Node.Api;

/// <summary>One change after the last <see cref="WatchedSet{T}"/>, in the server's order.</summary>
/// <typeparam name="T">The model of the object.</typeparam>
/// <param name="Key">What the owner named the watch.</param>
/// <param name="Kind">Added, Modified or Deleted; Added and Modified say the same: the object is now so.</param>
/// <param name="Object">Its state; of a deleted one the last.</param>
internal sealed record WatchedChange<T>(string Key, WatchEventKind Kind, T Object)
    where T : class;
