using System.Runtime.InteropServices;

namespace Agent.Runtime.TestServers;

/// <summary>Uses memory and CPU on purpose.</summary>
internal static class Load
{
    /// <summary>Holds memory, every page of it touched, outside the managed heap so that it goes back at once.</summary>
    public static async Task HoldMemoryAsync(long bytes, TimeSpan time, CancellationToken stop)
    {
        var memory = Marshal.AllocHGlobal((nint)bytes);
        try
        {
            for (var at = 0L; at < bytes; at += Environment.SystemPageSize)
            {
                Marshal.WriteByte((nint)(memory + at), 1);
            }

            await Task.Delay(time, stop);
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }
    }

    /// <summary>Keeps CPUs busy.</summary>
    public static void BurnCpu(int threads, TimeSpan time, CancellationToken stop)
    {
        var end = time == Timeout.InfiniteTimeSpan ? long.MaxValue : Environment.TickCount64 + (long)time.TotalMilliseconds;
        for (var n = 0; n < threads; n++)
        {
            var thread = new Thread(() =>
            {
                while (Environment.TickCount64 < end && !stop.IsCancellationRequested)
                {
                    Thread.SpinWait(10_000);
                }
            });
            thread.IsBackground = true;
            thread.Start();
        }
    }
}
