namespace Agent.Kubernetes.Api;

/// <summary>
/// The API server. Each method is one exchange: no retry, no rate limit, no deadline of its own; those sit above, so that
/// faults exercise them.
/// </summary>
public interface IApiServer
{
    /// <summary>Sends a request; errors of the server are answers.</summary>
    /// <exception cref="ApiConnectionException">No answer.</exception>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellation);

    /// <summary>Opens a watch (<see cref="ApiVerb.Watch"/>).</summary>
    /// <exception cref="ApiConnectionException">No answer.</exception>
    /// <exception cref="OperationCanceledException">Given up.</exception>
    Task<ApiWatchResult> WatchAsync(ApiRequest request, CancellationToken cancellation);
}
