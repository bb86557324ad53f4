using System.Threading.Channels;
using Agent.Cri.Protocol;
using Grpc.Core;

namespace Agent.Runtime.Events;

/// <summary>Gives container events to everyone who asked for them (GetContainerEvents).</summary>
/// <param name="clock">Gives events their time.</param>
internal sealed class EventHub(TimeProvider clock)
{
    /// <summary>How many events a reader may be behind before it is cut off and has to list again.</summary>
    public const int Backlog = 4096;

    private readonly Lock _lock = new();
    private readonly List<Channel<ContainerEventResponse>> _readers = [];

    /// <summary>Fills in the state of the pod at the time of an event: sandbox status and container statuses.</summary>
    public Action<ContainerEventResponse, string>? Describe { get; set; }

    /// <summary>Tells everyone. Never waits.</summary>
    /// <param name="type">What happened.</param>
    /// <param name="id">The container, or the sandbox itself.</param>
    /// <param name="sandboxId">The sandbox.</param>
    public void Publish(ContainerEventType type, string id, string sandboxId)
    {
        lock (_lock)
        {
            if (_readers.Count == 0)
            {
                return;
            }

            // Described under the lock, so that no reader sees an older state after a newer one.
            var happened = new ContainerEventResponse
            {
                ContainerId = id,
                ContainerEventType = type,
                CreatedAt = Containers.ContainerMessages.Nanoseconds(clock.GetUtcNow()),
            };
            Describe?.Invoke(happened, sandboxId);
            _readers.RemoveAll(reader => !Offer(reader, happened));
        }
    }

    /// <summary>The events from now on, until cancelled.</summary>
    /// <exception cref="RpcException">The reader fell behind (ResourceExhausted).</exception>
    public IAsyncEnumerable<ContainerEventResponse> ReadAsync(CancellationToken cancellation)
    {
        var reader = Channel.CreateBounded<ContainerEventResponse>(new BoundedChannelOptions(Backlog) { SingleReader = true });
        lock (_lock)
        {
            _readers.Add(reader);
        }

        return Read();

        async IAsyncEnumerable<ContainerEventResponse> Read()
        {
            try
            {
                await foreach (var happened in reader.Reader.ReadAllAsync(cancellation))
                {
                    yield return happened;
                }
            }
            finally
            {
                lock (_lock)
                {
                    _readers.Remove(reader);
                }
            }
        }
    }

    private static bool Offer(Channel<ContainerEventResponse> reader, ContainerEventResponse happened)
    {
        if (reader.Writer.TryWrite(happened))
        {
            return true;
        }

        reader.Writer.TryComplete(new RpcException(new Status(
            StatusCode.ResourceExhausted, $"more than {Backlog} events were not read; list containers and subscribe again")));
        return false;
    }
}
