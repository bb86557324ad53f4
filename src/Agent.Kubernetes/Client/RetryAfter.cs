using System.Net.Http.Headers;

namespace Agent.Kubernetes.Client;

/// <summary>Reads the Retry-After header.</summary>
internal static class RetryAfter
{
    /// <summary>The time to wait: a number of seconds, or until a date; never negative. Null: not said, or not understood.</summary>
    public static TimeSpan? Of(HttpResponseHeaders headers, TimeProvider time) => headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
