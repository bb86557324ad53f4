using System.Collections.Concurrent;
using Agent.Cri.Protocol;
using Agent.Runtime.Tests.Harness;

namespace Agent.Runtime.Tests.Lifecycle;

public class EventTests
{
    [Fact]
    public async Task GetContainerEvents_WholeLife_TellsEachStepWithTheStates()
    {
        await using var runtime = await RuntimeHarness.StartAsync();
        using var ending = new CancellationTokenSource();
        var seen = new ConcurrentQueue<ContainerEventResponse>();
        var reading = runtime.Client.GetContainerEventsAsync(new GetEventsRequest(), seen.Enqueue, ending.Token);
        var probe = await SubscribedAsync(runtime, seen);

        var sandbox = await runtime.RunPodAsync();
        var id = await runtime.StartShellAsync(sandbox, "main", "exit 3");
        await runtime.WaitExitedAsync(id);
        await runtime.Client.StopPodSandboxAsync(new StopPodSandboxRequest { PodSandboxId = sandbox }, CancellationToken.None);
        await runtime.RemoveAsync(id);
        await runtime.Client.RemovePodSandboxAsync(new RemovePodSandboxRequest { PodSandboxId = sandbox }, CancellationToken.None);
        await Eventually.TrueAsync(() => Mine().LastOrDefault() is { ContainerEventType: ContainerEventType.ContainerDeletedEvent } last && last.ContainerId == sandbox, "the last event");
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        Assert.Equal(
            [
                (sandbox, ContainerEventType.ContainerCreatedEvent),
                (sandbox, ContainerEventType.ContainerStartedEvent),
                (id, ContainerEventType.ContainerCreatedEvent),
                (id, ContainerEventType.ContainerStartedEvent),
                (id, ContainerEventType.ContainerStoppedEvent),
                (sandbox, ContainerEventType.ContainerStoppedEvent),
                (id, ContainerEventType.ContainerDeletedEvent),
                (sandbox, ContainerEventType.ContainerDeletedEvent),
            ],
            Mine().Select(happened => (happened.ContainerId, happened.ContainerEventType)));
        var stopped = Mine().Single(happened => happened.ContainerId == id && happened.ContainerEventType == ContainerEventType.ContainerStoppedEvent);
        Assert.Equal((3, "Error", ContainerState.ContainerExited), (stopped.ContainersStatuses[0].ExitCode, stopped.ContainersStatuses[0].Reason, stopped.ContainersStatuses[0].State));
        Assert.Equal(PodSandboxState.SandboxReady, stopped.PodSandboxStatus.State);
        Assert.All(Mine(), happened => Assert.NotEqual(0, happened.CreatedAt));

        IEnumerable<ContainerEventResponse> Mine() => seen.Where(happened => happened.ContainerId != probe);
    }

    // The stream has no first message: sandboxes are made until one is told of.
    private static async Task<string> SubscribedAsync(RuntimeHarness runtime, ConcurrentQueue<ContainerEventResponse> seen)
    {
        for (var n = 0; ; n++)
        {
            var sandbox = await runtime.RunPodAsync($"probe-{n}");
            await runtime.Client.RemovePodSandboxAsync(new RemovePodSandboxRequest { PodSandboxId = sandbox }, CancellationToken.None);
            await Task.Delay(50);
            if (seen.Any(happened => happened.ContainerId == sandbox))
            {
                await Eventually.TrueAsync(() => seen.Last().ContainerEventType == ContainerEventType.ContainerDeletedEvent, "deleted");
                return seen.Last().ContainerId;
            }
        }
    }
}
