namespace Agent.Node.Explain;

/// <summary>How a watch of the API server fares.</summary>
/// <param name="Error">Why nothing comes at the moment; null: all is well.</param>
/// <param name="RetryAt">When it is tried again.</param>
public sealed record WatchExplanation(string? Error, DateTimeOffset? RetryAt);
