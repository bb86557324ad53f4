namespace Agent.Node.Api;

/// <summary>The whole set that a watch begins with, again after each relist: what is not in it is gone.</summary>
/// <typeparam name="T">The model of the objects.</typeparam>
/// <param name="Key">What the owner named the watch.</param>
/// <param name="Objects">All objects, in the server's order.</param>
internal sealed record WatchedSet<T>(string Key, IReadOnlyList<T> Objects)
    where T : class;
