using Agent.Node.Configuration;
using Agent.Server.Health;

namespace Agent.Hosting;

/// <summary>When the node's actor last answered, so that /healthz and the watchdog notice actors that do not run any more.</summary>
internal sealed class NodePulse(TimeProvider time)
{
    /// <summary>Silence that counts as a failure; each beat is asked for every few seconds.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private long _last = time.GetTimestamp();

    /// <summary>The check for /healthz.</summary>
    public HealthCheck Check => new("actors", Problem);

    /// <summary>The node's actor answered now.</summary>
    public void Beat() => Volatile.Write(ref _last, time.GetTimestamp());

    private string? Problem()
    {
        var silence = time.GetElapsedTime(Volatile.Read(ref _last));
        return silence <= Longest ? null : $"the node's actor has not answered for {GoDuration.Format(TimeSpan.FromSeconds(Math.Floor(silence.TotalSeconds)))}";
    }
}
