using System.Globalization;
using Agent.Cri.Protocol;

namespace Agent.Cri.Tests.Fakes;

public sealed partial class FakeRuntime
{
    internal RunPodSandboxResponse RunPodSandbox(RunPodSandboxRequest request)
    {
        lock (_lock)
        {
            var id = NextId("sandbox");
            var address = string.Create(CultureInfo.InvariantCulture, $"10.88.{_ids >> 8 & 255}.{_ids & 255}");
            _sandboxes[id] = new PodSandboxStatus
            {
                Id = id,
                Metadata = request.Config.Metadata,
                State = PodSandboxState.SandboxReady,
                CreatedAt = Now(),
                Network = new PodSandboxNetworkStatus { Ip = address },
                Labels = { request.Config.Labels },
                Annotations = { request.Config.Annotations },
                RuntimeHandler = request.RuntimeHandler,
            };
            Emit(id, ContainerEventType.ContainerCreatedEvent);
            Emit(id, ContainerEventType.ContainerStartedEvent);
            return new RunPodSandboxResponse { PodSandboxId = id };
        }
    }

    internal StopPodSandboxResponse StopPodSandbox(StopPodSandboxRequest request)
    {
        lock (_lock)
        {
            if (_sandboxes.TryGetValue(request.PodSandboxId, out var sandbox)
                && sandbox.State == PodSandboxState.SandboxReady)
            {
                foreach (var (id, container) in _containers.Where(c => c.Value.SandboxId == sandbox.Id))
                {
                    SetExited(id, container.Status, exitCode: 137);
                }

                sandbox.State = PodSandboxState.SandboxNotready;
                Emit(sandbox.Id, ContainerEventType.ContainerStoppedEvent);
            }

            return new StopPodSandboxResponse();
        }
    }

    internal RemovePodSandboxResponse RemovePodSandbox(RemovePodSandboxRequest request)
    {
        lock (_lock)
        {
            if (_sandboxes.ContainsKey(request.PodSandboxId))
            {
                StopPodSandbox(new StopPodSandboxRequest { PodSandboxId = request.PodSandboxId });
                foreach (var id in _containers.Where(c => c.Value.SandboxId == request.PodSandboxId).Select(c => c.Key).ToList())
                {
                    RemoveContainer(new RemoveContainerRequest { ContainerId = id });
                }

                Emit(request.PodSandboxId, ContainerEventType.ContainerDeletedEvent);
                _sandboxes.Remove(request.PodSandboxId);
            }

            return new RemovePodSandboxResponse();
        }
    }

    internal PodSandboxStatusResponse PodSandboxStatus(PodSandboxStatusRequest request)
    {
        lock (_lock)
        {
            var response = new PodSandboxStatusResponse { Status = Sandbox(request.PodSandboxId).Clone(), Timestamp = Now() };
            response.ContainersStatuses.Add(StatusesIn(request.PodSandboxId));
            return response;
        }
    }

    internal ListPodSandboxResponse ListPodSandbox(ListPodSandboxRequest request)
    {
        lock (_lock)
        {
            var filter = request.Filter ?? new PodSandboxFilter();
            return new ListPodSandboxResponse
            {
                Items =
                {
                    from sandbox in _sandboxes.Values
                    where filter.Id.Length == 0 || sandbox.Id == filter.Id
                    where filter.State is null || sandbox.State == filter.State.State
                    where Matches(filter.LabelSelector, sandbox.Labels)
                    select new PodSandbox
                    {
                        Id = sandbox.Id,
                        Metadata = sandbox.Metadata,
                        State = sandbox.State,
                        CreatedAt = sandbox.CreatedAt,
                        Labels = { sandbox.Labels },
                        Annotations = { sandbox.Annotations },
                        RuntimeHandler = sandbox.RuntimeHandler,
                    },
                },
            };
        }
    }

    internal UpdatePodSandboxResourcesResponse UpdatePodSandboxResources(UpdatePodSandboxResourcesRequest request)
    {
        lock (_lock)
        {
            Sandbox(request.PodSandboxId);
            return new UpdatePodSandboxResourcesResponse();
        }
    }

    internal PortForwardResponse PortForward(PortForwardRequest request)
    {
        lock (_lock)
        {
            return new PortForwardResponse { Url = $"http://127.0.0.1:1/portforward/{Sandbox(request.PodSandboxId).Id}" };
        }
    }

    private PodSandboxStatus Sandbox(string id)
        => _sandboxes.TryGetValue(id, out var sandbox) ? sandbox : throw NotFound("sandbox", id);

    private IEnumerable<ContainerStatus> StatusesIn(string sandboxId)
        => _containers.Values.Where(container => container.SandboxId == sandboxId).Select(container => container.Status.Clone());
}
