using Microsoft.Extensions.Hosting;

namespace Agent.Hosting;

/// <summary>
/// Gives the heap back to the machine once a burst of work is over. The collector by itself does so only when it collects
/// everything, which an agent that merely watches its pods seldom causes.
/// </summary>
internal sealed class HeapTrimmer(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What starting up took counts as work, too.
        var trim = default(HeapTrim);
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                (trim, var isDue) = trim.Look(GC.GetTotalAllocatedBytes());
                if (isDue)
                {
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The agent ends.
        }
    }
}
