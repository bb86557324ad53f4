using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Agent.Cri.Protocol;

namespace Agent.Cri.Tests.Fakes;

public sealed partial class FakeRuntime
{
    private readonly List<Channel<ContainerEventResponse>> _listeners = [];

    /// <summary>How many streams of events are open.</summary>
    public int Listeners
    {
        get
        {
            lock (_lock)
            {
                return _listeners.Count;
            }
        }
    }

    internal async IAsyncEnumerable<ContainerEventResponse> GetContainerEvents(
        GetEventsRequest _, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<ContainerEventResponse>();
        lock (_lock)
        {
            _listeners.Add(channel);
        }

        try
        {
            await foreach (var happened in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return happened;
            }
        }
        finally
        {
            lock (_lock)
            {
                _listeners.Remove(channel);
            }
        }
    }

    /// <summary>Ends all streams of events in order.</summary>
    public void EndEvents()
    {
        lock (_lock)
        {
            _listeners.ForEach(channel => channel.Writer.TryComplete());
        }
    }

    private void Emit(string id, ContainerEventType type)
    {
        var sandboxId = _containers.TryGetValue(id, out var container) ? container.SandboxId : id;
        var happened = new ContainerEventResponse
        {
            ContainerId = id,
            ContainerEventType = type,
            CreatedAt = Now(),
            PodSandboxStatus = _sandboxes.TryGetValue(sandboxId, out var sandbox) ? sandbox.Clone() : null,
        };
        happened.ContainersStatuses.Add(StatusesIn(sandboxId));
        _listeners.ForEach(channel => channel.Writer.TryWrite(happened));
    }
}
