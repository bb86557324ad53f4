namespace Agent.Node.Api;

/// <summary>The whole set that a watch begins with, again after each relist: what is not in it is gone.</summary>
/// <typeparam name="T">The model of the objects.</typeparam>
/// <param name="Key">What the owner named the watch.</param>
/// <param name="Objects">All objects that could be read, in the server's order.</param>
/// <param name="Unreadable">UIDs of objects that are there but could not be read: their last known state goes on.</param>
internal sealed record WatchedSet<T>(string Key, IReadOnlyList<T> Objects, IReadOnlyList<string> Unreadable)
    where T : class;
