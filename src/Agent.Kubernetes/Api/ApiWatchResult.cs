namespace Agent.Kubernetes.Api;

/// <summary>The answer to a watch request: a stream, or a refusal.</summary>
/// <param name="Watch">The stream; null: refused.</param>
/// <param name="Refusal">The answer of a refused watch; 410: the resource version is too old.</param>
public sealed record ApiWatchResult(IApiWatch? Watch, ApiResponse? Refusal);
