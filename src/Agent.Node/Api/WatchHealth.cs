namespace Agent.Node.Api;

/// <summary>How a watch fares, told to its owner when that changes.</summary>
/// <param name="Key">What the owner named the watch.</param>
/// <param name="Error">Why nothing comes at the moment; null: all is well.</param>
/// <param name="RetryAt">When it is tried again; null: at once or not at all.</param>
/// <param name="IsForbidden">The server refuses the resource to this client (401, 403) or has none of it (404).</param>
internal sealed record WatchHealth(string Key, string? Error, DateTimeOffset? RetryAt, bool IsForbidden);
