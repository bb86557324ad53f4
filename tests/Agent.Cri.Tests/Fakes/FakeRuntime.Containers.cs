using Agent.Cri.Protocol;
using Grpc.Core;

namespace Agent.Cri.Tests.Fakes;

public sealed partial class FakeRuntime
{
    /// <summary>Lets a running container exit by itself.</summary>
    public void Exit(string containerId, int exitCode)
    {
        lock (_lock)
        {
            SetExited(containerId, Container(containerId).Status, exitCode);
        }
    }

    internal CreateContainerResponse CreateContainer(CreateContainerRequest request)
    {
        lock (_lock)
        {
            var sandbox = Sandbox(request.PodSandboxId);
            var id = NextId("container");
            var status = new ContainerStatus
            {
                Id = id,
                Metadata = request.Config.Metadata,
                State = ContainerState.ContainerCreated,
                CreatedAt = Now(),
                Image = request.Config.Image,
                ImageRef = request.Config.Image.Image,
                ImageId = request.Config.Image.Image,
                Labels = { request.Config.Labels },
                Annotations = { request.Config.Annotations },
                Mounts = { request.Config.Mounts },
                LogPath = Path.Join(request.SandboxConfig?.LogDirectory, request.Config.LogPath),
            };
            _containers[id] = (sandbox.Id, status);
            Emit(id, ContainerEventType.ContainerCreatedEvent);
            return new CreateContainerResponse { ContainerId = id };
        }
    }

    internal StartContainerResponse StartContainer(StartContainerRequest request)
    {
        lock (_lock)
        {
            var status = Container(request.ContainerId).Status;
            if (status.State != ContainerState.ContainerCreated)
            {
                throw new RpcException(new Status(
                    StatusCode.Unknown,
                    $"failed to set starting state for container \"{status.Id}\": container is in {status.State} state"));
            }

            status.State = ContainerState.ContainerRunning;
            status.StartedAt = Now();
            Emit(status.Id, ContainerEventType.ContainerStartedEvent);
            return new StartContainerResponse();
        }
    }

    internal StopContainerResponse StopContainer(StopContainerRequest request)
    {
        lock (_lock)
        {
            SetExited(request.ContainerId, Container(request.ContainerId).Status, request.Timeout > 0 ? 143 : 137);
            return new StopContainerResponse();
        }
    }

    internal RemoveContainerResponse RemoveContainer(RemoveContainerRequest request)
    {
        lock (_lock)
        {
            if (_containers.TryGetValue(request.ContainerId, out var container))
            {
                SetExited(request.ContainerId, container.Status, exitCode: 137);
                Emit(request.ContainerId, ContainerEventType.ContainerDeletedEvent);
                _containers.Remove(request.ContainerId);
            }

            return new RemoveContainerResponse();
        }
    }

    internal ContainerStatusResponse ContainerStatus(ContainerStatusRequest request)
    {
        lock (_lock)
        {
            return new ContainerStatusResponse { Status = Container(request.ContainerId).Status.Clone() };
        }
    }

    internal ListContainersResponse ListContainers(ListContainersRequest request)
    {
        lock (_lock)
        {
            var filter = request.Filter ?? new ContainerFilter();
            return new ListContainersResponse
            {
                Containers =
                {
                    from container in _containers.Values
                    let status = container.Status
                    where filter.Id.Length == 0 || status.Id == filter.Id
                    where filter.PodSandboxId.Length == 0 || container.SandboxId == filter.PodSandboxId
                    where filter.State is null || status.State == filter.State.State
                    where Matches(filter.LabelSelector, status.Labels)
                    select new Container
                    {
                        Id = status.Id,
                        PodSandboxId = container.SandboxId,
                        Metadata = status.Metadata,
                        Image = status.Image,
                        ImageRef = status.ImageRef,
                        ImageId = status.ImageId,
                        State = status.State,
                        CreatedAt = status.CreatedAt,
                        Labels = { status.Labels },
                        Annotations = { status.Annotations },
                    },
                },
            };
        }
    }

    internal UpdateContainerResourcesResponse UpdateContainerResources(UpdateContainerResourcesRequest request)
    {
        lock (_lock)
        {
            Container(request.ContainerId).Status.Resources = new ContainerResources { Linux = request.Linux };
            return new UpdateContainerResourcesResponse();
        }
    }

    internal ReopenContainerLogResponse ReopenContainerLog(ReopenContainerLogRequest request)
    {
        Running(request.ContainerId);
        return new ReopenContainerLogResponse();
    }

    internal ExecSyncResponse ExecSync(ExecSyncRequest request)
    {
        Running(request.ContainerId);
        return new ExecSyncResponse();
    }

    internal ExecResponse Exec(ExecRequest request)
        => new() { Url = $"http://127.0.0.1:1/exec/{Running(request.ContainerId)}" };

    internal AttachResponse Attach(AttachRequest request)
        => new() { Url = $"http://127.0.0.1:1/attach/{Running(request.ContainerId)}" };

    private (string SandboxId, ContainerStatus Status) Container(string id)
        => _containers.TryGetValue(id, out var container) ? container : throw NotFound("container", id);

    private string Running(string id)
    {
        lock (_lock)
        {
            return Container(id).Status.State == ContainerState.ContainerRunning
                ? id
                : throw new RpcException(new Status(StatusCode.Unknown, $"container \"{id}\" is not running"));
        }
    }

    private void SetExited(string id, ContainerStatus status, int exitCode)
    {
        if (status.State is ContainerState.ContainerCreated or ContainerState.ContainerRunning)
        {
            status.State = ContainerState.ContainerExited;
            status.FinishedAt = Now();
            status.ExitCode = exitCode;
            status.Reason = exitCode == 0 ? "Completed" : "Error";
            Emit(id, ContainerEventType.ContainerStoppedEvent);
        }
    }
}
