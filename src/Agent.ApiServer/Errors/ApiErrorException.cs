using Agent.Kubernetes;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Errors;

/// <summary>A request is refused; becomes an answer with a <c>Status</c> at the edge of the server.</summary>
internal sealed class ApiErrorException(V1Status status) : Exception(status.Message)
{
    public V1Status Status => status;

    public ApiResponse ToResponse() => new(status.Code ?? 500, KubernetesJson.SerializeToUtf8Bytes(status))
    {
        RetryAfter = status.Details?.RetryAfterSeconds is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null,
    };
}
