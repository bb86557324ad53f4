using Agent.Cri.Protocol;
using Agent.Runtime.Events;
using Grpc.Core;

namespace Agent.Runtime.Tests.Events;

public class EventHubTests
{
    [Fact]
    public async Task ReadAsync_TwoReaders_BothGetEverything()
    {
        var hub = new EventHub(TimeProvider.System) { Describe = (happened, sandbox) => happened.PodSandboxStatus = new PodSandboxStatus { Id = sandbox } };
        await using var first = hub.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
        await using var second = hub.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
        hub.Publish(ContainerEventType.ContainerCreatedEvent, "c", "s");

        foreach (var reader in (IAsyncEnumerator<ContainerEventResponse>[])[first, second])
        {
            Assert.True(await reader.MoveNextAsync());
            Assert.Equal(("c", "s"), (reader.Current.ContainerId, reader.Current.PodSandboxStatus.Id));
        }
    }

    [Fact]
    public async Task ReadAsync_ReaderTooSlow_IsCutOffAndTold()
    {
        var hub = new EventHub(TimeProvider.System);
        await using var slow = hub.ReadAsync(CancellationToken.None).GetAsyncEnumerator();
        for (var n = 0; n <= EventHub.Backlog; n++)
        {
            hub.Publish(ContainerEventType.ContainerCreatedEvent, $"{n}", "s");
        }

        for (var n = 0; n < EventHub.Backlog; n++)
        {
            Assert.True(await slow.MoveNextAsync());
            Assert.Equal($"{n}", slow.Current.ContainerId);
        }

        var error = await Assert.ThrowsAsync<RpcException>(async () => await slow.MoveNextAsync());
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public void Publish_NobodyReads_DescribesNothing()
    {
        var hub = new EventHub(TimeProvider.System) { Describe = (_, _) => throw new InvalidOperationException("described") };
        hub.Publish(ContainerEventType.ContainerCreatedEvent, "c", "s");

        Assert.NotNull(hub.Describe);
    }
}
