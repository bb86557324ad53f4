namespace Agent.Kubernetes.Api;

/// <summary>The API server's answer; errors of the server are answers too.</summary>
/// <param name="StatusCode">HTTP status code.</param>
/// <param name="Body">UTF-8 JSON: the object, or a <c>Status</c>.</param>
public sealed record ApiResponse(int StatusCode, ReadOnlyMemory<byte> Body)
{
    /// <summary>How long to wait before asking again (the <c>Retry-After</c> header); null: not said.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The status code is 2xx.</summary>
    public bool IsSuccess => StatusCode is >= 200 and < 300;

    /// <summary>Reads the object.</summary>
    /// <exception cref="System.Text.Json.JsonException">The body is no such object.</exception>
    public T Read<T>()
        where T : class => KubernetesJson.Deserialize<T>(Body.Span);

    /// <summary>Names the code only: bodies may hold secrets.</summary>
    public override string ToString() => $"HTTP {StatusCode}";
}
