using System.Net;

namespace Agent.Runtime.TestServers;

/// <summary>What can be set from outside while the server runs.</summary>
internal sealed class TestServerState(TestServerOptions options, TimeProvider clock)
{
    private readonly DateTimeOffset _started = clock.GetUtcNow();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Code, DateTimeOffset Until)> _set = [];

    /// <summary>Completes with the exit code when the server is to end.</summary>
    public TaskCompletionSource<int> Exit { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How long it has run.</summary>
    public TimeSpan Uptime => clock.GetUtcNow() - _started;

    /// <summary>What /healthz answers now.</summary>
    public int Healthz => Override("healthz") ?? (Uptime >= options.UnhealthyAfter ? 500 : 200);

    /// <summary>What /ready answers now.</summary>
    public int Ready => Override("ready") ?? (Uptime < options.ReadyAfter ? (int)HttpStatusCode.ServiceUnavailable : 200);

    /// <summary>Sets what a check answers; null for the time is for good.</summary>
    public void Set(string check, int code, TimeSpan? time)
    {
        lock (_lock)
        {
            _set[check] = (code, time is { } span ? clock.GetUtcNow() + span : DateTimeOffset.MaxValue);
        }
    }

    private int? Override(string check)
    {
        lock (_lock)
        {
            return _set.TryGetValue(check, out var set) && clock.GetUtcNow() < set.Until ? set.Code : null;
        }
    }
}
