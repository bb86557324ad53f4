using Agent.Kubernetes.Api;

namespace Agent.Node.Api;

/// <summary>How the API gateway treats requests: deadlines and repetition.</summary>
internal static class ApiPolicy
{
    /// <summary>Deadline of a request where the caller names none: 30 s, room for a large list on a slow server.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Repetitions after an answer that names a time to wait (client-go: 10).</summary>
    public const int MaxRetryAfter = 10;

    /// <summary>Repetitions of a reading request whose connection broke.</summary>
    public const int MaxReconnects = 2;

    /// <summary>Heartbeats that fail in a row before each further failure closes their connections (the kubelet's second attempt).</summary>
    public const int HeartbeatFailures = 2;

    /// <summary>How long to wait before sending again; null: the answer is the caller's.</summary>
    /// <param name="request">The request.</param>
    /// <param name="response">The answer; null: none.</param>
    /// <param name="attempt">Times it has been sent, at least 1.</param>
    public static TimeSpan? RetryDelay(ApiRequest request, ApiResponse? response, int attempt)
    {
        if (response is null)
        {
            // The server may have acted on a write: whether to repeat that is the caller's to decide.
            return request.Verb is ApiVerb.Get or ApiVerb.List && attempt <= MaxReconnects ? TimeSpan.FromMilliseconds(100 * attempt) : null;
        }

        var asked = response.StatusCode == 429 || response.StatusCode >= 500;
        return asked && response.RetryAfter is { } wait && attempt <= MaxRetryAfter ? wait : null;
    }
}
