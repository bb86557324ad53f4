using Agent.Server.Health;
using Microsoft.Extensions.Hosting;

namespace Agent.Hosting;

/// <summary>Tells the service manager twice per WATCHDOG_USEC that the agent is alive, as long as its checks pass.</summary>
internal sealed class SystemdWatchdog(
    TimeSpan? period,
    SystemdNotifier notifier,
    IEnumerable<HealthCheck> checks,
    TimeProvider time) : BackgroundService
{
    private readonly HealthCheck[] _checks = [.. checks];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (period is not { } limit)
        {
            return;
        }

        using var timer = new PeriodicTimer(limit / 2, time);
        do
        {
            if (HealthReport.Of(_checks, verbose: false).IsHealthy)
            {
                notifier.Alive();
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
