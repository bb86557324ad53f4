using System.Diagnostics;
using Agent.Cri;
using Agent.Cri.Protocol;

namespace Agent.Benchmarks.Density;

/// <summary>Times a burst by what the runtime says, not by what anybody claims to have started.</summary>
internal sealed class RuntimeObserver(CriClient client)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <summary>Starts the burst and returns how long it took until the runtime showed that many running containers.</summary>
    /// <exception cref="TimeoutException">They did not all run within five minutes.</exception>
    public async Task<TimeSpan> TimeAsync(int containers, Func<Task> burst)
    {
        var watch = Stopwatch.StartNew();
        var work = Task.Run(burst);
        while (await RunningAsync() is var running && running < containers)
        {
            if (work.IsFaulted)
            {
                await work;
            }

            if (watch.Elapsed > Deadline)
            {
                throw new TimeoutException($"{running} of {containers} containers run after {Deadline.TotalMinutes} min");
            }

            await Task.Delay(Period);
        }

        var time = watch.Elapsed;
        await work;
        return time;
    }

    private async Task<int> RunningAsync()
    {
        var filter = new ContainerFilter { State = new ContainerStateValue { State = ContainerState.ContainerRunning } };
        return (await client.ListContainersAsync(new ListContainersRequest { Filter = filter }, CancellationToken.None)).Containers.Count;
    }
}
