using Agent.Cri.Protocol;
using Agent.Simulation.Ports;
using Grpc.Core;

namespace Agent.Simulation.Runtime;

/// <summary>Events and health.</summary>
public sealed partial class SimulatedRuntime
{
    private readonly List<EventStream> _streams = [];
    private TimeSpan _lastEventAt;

    /// <inheritdoc/>
    public Task<VersionResponse> VersionAsync(VersionRequest request, CancellationToken cancellationToken) => Read(
        new CallSubject("Version"),
        request,
        () => new VersionResponse { Version = "0.1.0", RuntimeName = "simulated", RuntimeVersion = _options.Version, RuntimeApiVersion = "v1" },
        cancellationToken);

    /// <inheritdoc/>
    public Task<StatusResponse> StatusAsync(StatusRequest request, CancellationToken cancellationToken) => Read(
        new CallSubject("Status"),
        request,
        () => new StatusResponse
        {
            RuntimeHandlers = { Handlers },
            Status = new RuntimeStatus
            {
                Conditions =
                {
                    new RuntimeCondition { Type = "RuntimeReady", Status = true },
                    IsNetworkReady
                        ? new RuntimeCondition { Type = "NetworkReady", Status = true }
                        : new RuntimeCondition { Type = "NetworkReady", Reason = "NetworkPluginNotReady", Message = "cni plugin not initialized" },
                },
            },
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task GetContainerEventsAsync(GetEventsRequest request, Action<ContainerEventResponse> onEvent, CancellationToken cancellationToken)
    {
        if (!_options.Events)
        {
            return Unsupported<ContainerEventResponse>("GetContainerEvents", request, cancellationToken);
        }

        if (IsDown)
        {
            return Read<ContainerEventResponse>(new CallSubject("GetContainerEvents"), request, () => new ContainerEventResponse(), cancellationToken);
        }

        var stream = new EventStream(onEvent);
        _streams.Add(stream);
        cancellationToken.Register(() => _port.Clock.Schedule(TimeSpan.Zero, () =>
        {
            _streams.Remove(stream);
            stream.Ended.TrySetCanceled(cancellationToken);
        }));
        return stream.Ended.Task;
    }

    private void EndStreams()
    {
        foreach (var stream in _streams.ToList())
        {
            var error = new RpcException(new Status(StatusCode.Unavailable, "error reading from server: EOF"));
            _port.Clock.Schedule(_options.Latencies.Event.Draw(_port.Random), () => stream.Ended.TrySetException(error));
        }

        _streams.Clear();
    }

    /// <summary>Tells those who listen, in order and a little later, what has happened.</summary>
    private void Announce(string id, ContainerEventType type, SimulatedSandbox sandbox)
    {
        if (_streams.Count == 0 || _port.Random.Chance(EventLoss))
        {
            return;
        }

        var happened = new ContainerEventResponse
        {
            ContainerId = id,
            ContainerEventType = type,
            CreatedAt = Nanoseconds,
            PodSandboxStatus = sandbox.ToStatus(),
            ContainersStatuses = { ContainersOf(sandbox).Select(c => c.ToStatus()) },
        };
        var at = _simulation.Elapsed + _options.Latencies.Event.Draw(_port.Random);
        _lastEventAt = at > _lastEventAt ? at : _lastEventAt + TimeSpan.FromTicks(1);
        foreach (var stream in _streams.ToList())
        {
            _port.Clock.Schedule(_lastEventAt - _simulation.Elapsed, () => _port.WhenResponsive(() => Deliver(stream, happened)));
        }
    }

    private void Deliver(EventStream stream, ContainerEventResponse happened)
    {
        if (_streams.Contains(stream))
        {
            _port.Note(new CallSubject("GetContainerEvents"), "tells", happened);
            stream.OnEvent(happened);
        }
    }

    private sealed record EventStream(Action<ContainerEventResponse> OnEvent)
    {
        public TaskCompletionSource Ended { get; } = new();
    }
}
