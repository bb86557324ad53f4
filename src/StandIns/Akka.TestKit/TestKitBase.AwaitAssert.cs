using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Runs assertions again and again until they pass.</summary>
    /// <param name="assertion">The assertions.</param>
    /// <param name="duration">How long to try; null for what is left, or the default time limit.</param>
    /// <param name="interval">How long to wait between tries; 100 ms by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitAssert(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        AwaitAssertAsync(assertion, duration, interval, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Runs assertions again and again until they pass.</summary>
    /// <param name="assertion">The assertions.</param>
    /// <param name="duration">How long to try; null for what is left, or the default time limit.</param>
    /// <param name="interval">How long to wait between tries; 100 ms by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task AwaitAssertAsync(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        AwaitAssertAsync(
            () =>
            {
                assertion();
                return Task.CompletedTask;
            },
            duration,
            interval,
            cancellationToken);

    /// <summary>Runs assertions again and again until they pass.</summary>
    /// <param name="assertion">The assertions.</param>
    /// <param name="duration">How long to try; null for what is left, or the default time limit.</param>
    /// <param name="interval">How long to wait between tries; 100 ms by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task AwaitAssertAsync(
        Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default)
    {
        var pause = interval ?? TimeSpan.FromMilliseconds(100);
        pause = pause == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : pause;
        pause.EnsureIsPositiveFinite(nameof(interval));
        var max = RemainingOrDilated(duration);
        var stop = Now + max;
        for (var attempts = 1; ; attempts++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var wait = TestTime.LeftUntil(stop).Min(pause);
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (Now + wait >= stop)
            {
                Log.Warning("AwaitAssert failed after {0} attempts in {1}", attempts, max);
                throw;
            }
            catch (Exception)
            {
                // Another try is due after the wait.
            }

            await Task.Delay(wait, cancellationToken);
        }
    }
}
