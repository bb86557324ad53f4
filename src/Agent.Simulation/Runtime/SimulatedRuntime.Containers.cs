using System.Globalization;
using Agent.Cri.Protocol;
using Agent.Node.WellKnown;
using Agent.Simulation.Ports;
using Google.Protobuf;
using Grpc.Core;

namespace Agent.Simulation.Runtime;

/// <summary>Containers.</summary>
public sealed partial class SimulatedRuntime
{
    /// <inheritdoc/>
    public Task<CreateContainerResponse> CreateContainerAsync(CreateContainerRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pod = request.SandboxConfig.Metadata;
        var subject = new CallSubject("CreateContainer", pod.Uid, pod.Name, request.Config.Metadata.Name);
        return Call<CreateContainerResponse>(
            subject, request, _options.Latencies.CreateContainer, call => call.Return(CreateContainer(request)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StartContainerResponse> StartContainerAsync(StartContainerRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Call<StartContainerResponse>(
            OfContainer("StartContainer", request.ContainerId),
            request,
            _options.Latencies.StartContainer,
            call =>
            {
                Start(Container(request.ContainerId));
                call.Return(new StartContainerResponse());
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StopContainerResponse> StopContainerAsync(StopContainerRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Call<StopContainerResponse>(
            OfContainer("StopContainer", request.ContainerId), request, _options.Latencies.Stop, call => StopContainer(call, request), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RemoveContainerResponse> RemoveContainerAsync(RemoveContainerRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Call<RemoveContainerResponse>(
            OfContainer("RemoveContainer", request.ContainerId),
            request,
            _options.Latencies.Stop,
            call =>
            {
                if (_containers.TryGetValue(request.ContainerId, out var container))
                {
                    Remove(container);
                }

                call.Return(new RemoveContainerResponse());
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ContainerStatusResponse> ContainerStatusAsync(ContainerStatusRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(
            OfContainer("ContainerStatus", request.ContainerId),
            request,
            () => new ContainerStatusResponse { Status = Container(request.ContainerId).ToStatus() },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ListContainersResponse> ListContainersAsync(ListContainersRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var uid = request.Filter?.LabelSelector.GetValueOrDefault(CriLabels.PodUid, "") ?? "";
        return Read(
            new CallSubject("ListContainers", uid), request, () => new ListContainersResponse { Containers = { List(request.Filter) } }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StreamContainersResponse> StreamContainersAsync(StreamContainersRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(
            new CallSubject("StreamContainers"), request, () => new StreamContainersResponse { Containers = { List(request.Filter) } }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ExecSyncResponse> ExecSyncAsync(ExecSyncRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Call<ExecSyncResponse>(
            OfContainer("ExecSync", request.ContainerId), request, _options.Latencies.Read, call => Exec(call, request), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ReopenContainerLogResponse> ReopenContainerLogAsync(ReopenContainerLogRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(
            OfContainer("ReopenContainerLog", request.ContainerId),
            request,
            () =>
            {
                _host.Write(Running(request.ContainerId).LogPath, "");
                return new ReopenContainerLogResponse();
            },
            cancellationToken);
    }

    private IEnumerable<Container> List(ContainerFilter? filter) => _containers.Values
        .Where(c => filter is null || ((filter.Id.Length == 0 || c.Id.StartsWith(filter.Id, StringComparison.Ordinal))
            && (filter.State is null || filter.State.State == c.State)
            && (filter.PodSandboxId.Length == 0 || c.Sandbox.Id == filter.PodSandboxId)
            && Selects(filter.LabelSelector, c.Config.Labels)))
        .Select(c => c.ToListItem());

    private CreateContainerResponse CreateContainer(CreateContainerRequest request)
    {
        var sandbox = Sandbox(request.PodSandboxId);
        if (!sandbox.IsReady)
        {
            throw Failure(StatusCode.Unknown, $"sandbox container \"{sandbox.Id}\" is not running");
        }

        var image = FindImage(request.Config.Image.Image)
            ?? throw Failure(StatusCode.NotFound, $"failed to get image \"{request.Config.Image.Image}\": not found");
        var config = request.Config.Clone();
        var id = NewId();
        Reserve("container", NameOf(sandbox, config.Metadata), id);
        var container = new SimulatedContainer(id, sandbox, config, image.Id, image.Name, Nanoseconds);
        _containers.Add(id, container);
        Tell(RuntimeFactKind.ContainerCreated, container);
        Announce(id, ContainerEventType.ContainerCreatedEvent, sandbox);
        return new CreateContainerResponse { ContainerId = id };
    }

    private void Start(SimulatedContainer container)
    {
        if (container.State != ContainerState.ContainerCreated)
        {
            throw Failure(StatusCode.Unknown, $"container \"{container.Id}\" is in {container.State} state");
        }

        if (!container.Sandbox.IsReady)
        {
            throw Failure(StatusCode.Unknown, $"sandbox container \"{container.Sandbox.Id}\" is not running");
        }

        var start = new ContainerStart(container.Sandbox.Config.Metadata.Name, container.Name, container.RestartCount);
        var behavior = container.Behavior = Registry[container.ImageName].Program(start);
        if (behavior.StartError is { } error)
        {
            // As containerd does: the container counts as ended, with an exit code of its own.
            container.State = ContainerState.ContainerExited;
            container.FinishedAt = Nanoseconds;
            container.ExitCode = 128;
            container.Reason = "StartError";
            container.Message = error;
            throw Failure(StatusCode.Unknown, error);
        }

        container.State = ContainerState.ContainerRunning;
        container.StartedAt = Nanoseconds;
        _host.Write(container.LogPath, "");
        if (behavior.RunsFor is { } time)
        {
            var (code, reason) = behavior.OutOfMemory ? (137, "OOMKilled") : (behavior.ExitCode, behavior.ExitCode == 0 ? "Completed" : "Error");
            container.End = _port.Clock.Schedule(time, () => End(container, code, reason));
        }

        Tell(RuntimeFactKind.ContainerStarted, container);
        Announce(container.Id, ContainerEventType.ContainerStartedEvent, container.Sandbox);
    }

    /// <inheritdoc/>
    public Task<UpdateContainerResourcesResponse> UpdateContainerResourcesAsync(
        UpdateContainerResourcesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Call<UpdateContainerResourcesResponse>(
            OfContainer("UpdateContainerResources", request.ContainerId),
            request,
            _options.Latencies.Stop,
            call =>
            {
                Running(request.ContainerId).Resources = request.Linux.Clone();
                call.Return(new UpdateContainerResourcesResponse());
            },
            cancellationToken);
    }

    private void StopContainer(SimulatedCall<StopContainerResponse> call, StopContainerRequest request)
    {
        if (!_containers.TryGetValue(request.ContainerId, out var container))
        {
            if (_options.StopOfMissingIsNotFound)
            {
                throw Failure(StatusCode.NotFound, $"an error occurred when try to find container \"{request.ContainerId}\": not found");
            }

            call.Return(new StopContainerResponse());
            return;
        }

        if (container.State != ContainerState.ContainerRunning)
        {
            call.Return(new StopContainerResponse());
            return;
        }

        container.OnEnd.Add(() => call.Return(new StopContainerResponse()));
        var timeout = TimeSpan.FromSeconds(request.Timeout);
        var takes = container.Behavior.StopTakes.Draw(_port.Random);
        if (timeout > TimeSpan.Zero && !container.Behavior.IgnoresStop && takes < timeout)
        {
            _port.Clock.Schedule(takes, () => End(container, container.Behavior.StopExitCode, container.Behavior.StopExitCode == 0 ? "Completed" : "Error"));
        }
        else
        {
            _port.Clock.Schedule(timeout, () => End(container, 137, "Error"));
        }
    }

    private void Exec(SimulatedCall<ExecSyncResponse> call, ExecSyncRequest request)
    {
        var outcome = Running(request.ContainerId).Behavior.Exec?.Invoke(request.Cmd) ?? new CommandOutcome(0);
        var timeout = TimeSpan.FromSeconds(request.Timeout);
        if (timeout > TimeSpan.Zero && outcome.Takes > timeout)
        {
            var error = Failure(StatusCode.DeadlineExceeded, $"failed to exec in container: timeout {timeout} exceeded: context deadline exceeded").Error;
            _port.Clock.Schedule(timeout, () => call.Throw(error));
            return;
        }

        var response = new ExecSyncResponse { ExitCode = outcome.ExitCode, Stdout = ByteString.CopyFromUtf8(outcome.Output) };
        _port.Clock.Schedule(outcome.Takes, () => call.Return(response));
    }

    private void End(SimulatedContainer container, int exitCode, string reason)
    {
        if (container.State != ContainerState.ContainerRunning)
        {
            return;
        }

        container.End?.Cancel();
        container.State = ContainerState.ContainerExited;
        container.FinishedAt = Nanoseconds;
        container.ExitCode = exitCode;
        container.Reason = reason;
        if (container.Behavior.TerminationMessage is { } message && container.MessageFile is { } file)
        {
            _host.Write(file, message);
        }

        Tell(RuntimeFactKind.ContainerExited, container);
        Announce(container.Id, ContainerEventType.ContainerStoppedEvent, container.Sandbox);
        foreach (var action in container.OnEnd.ToList())
        {
            action();
        }

        container.OnEnd.Clear();
    }

    private void Remove(SimulatedContainer container)
    {
        End(container, 137, "Error");
        _containers.Remove(container.Id);
        _names.Remove(NameOf(container.Sandbox, container.Config.Metadata));
        Tell(RuntimeFactKind.ContainerRemoved, container);
        Announce(container.Id, ContainerEventType.ContainerDeletedEvent, container.Sandbox);
    }

    /// <summary>Of the running containers at an address the one that declares the port, else the first.</summary>
    private SimulatedContainer? Listener(string address, int port)
    {
        var declared = string.Create(CultureInfo.InvariantCulture, $"\"containerPort\":{port},");
        bool Declares(SimulatedContainer c) => c.Config.Annotations.GetValueOrDefault(CriAnnotations.Ports, "").Replace('}', ',').Contains(declared, StringComparison.Ordinal);
        return _containers.Values
            .Where(c => c.State == ContainerState.ContainerRunning && c.Sandbox.IsReady && (c.Sandbox.Ip.Length == 0 ? IsOfHost(address) : c.Sandbox.Ip == address))
            .OrderByDescending(Declares)
            .FirstOrDefault();
    }

    private bool IsOfHost(string address) => _host.Addresses.Local.Contains(address, StringComparer.Ordinal);

    private SimulatedContainer Container(string id) => _containers.TryGetValue(id, out var container)
        ? container
        : throw Failure(StatusCode.NotFound, $"an error occurred when try to find container \"{id}\": not found");

    private SimulatedContainer Running(string id) => Container(id) is { State: ContainerState.ContainerRunning } running
        ? running
        : throw Failure(StatusCode.Unknown, $"container \"{id}\" is not running");

    private static string NameOf(SimulatedSandbox sandbox, ContainerMetadata metadata) => string.Create(
        CultureInfo.InvariantCulture,
        $"{metadata.Name}_{sandbox.Config.Metadata.Name}_{sandbox.Config.Metadata.Namespace}_{sandbox.Config.Metadata.Uid}_{metadata.Attempt}");
}
