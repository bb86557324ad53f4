namespace Agent.Kubernetes.Api;

/// <summary>A watch that the API server has accepted. Read by one reader, one call at a time.</summary>
public interface IApiWatch : IDisposable
{
    /// <summary>
    /// The next events: all that have arrived, at least one. Empty: the server has ended the watch in order (its time-out).
    /// </summary>
    /// <exception cref="ApiConnectionException">The connection broke, also within an event.</exception>
    /// <exception cref="OperationCanceledException">Given up; the watch can only be disposed of.</exception>
    Task<IReadOnlyList<WatchFrame>> NextAsync(CancellationToken cancellation);
}
