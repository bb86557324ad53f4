using Agent.Cri.Protocol;
using Grpc.Core;

namespace Agent.Cri.Tests.Fakes;

public sealed partial class FakeRuntime
{
    private readonly HashSet<string> _checkpoints = new(StringComparer.Ordinal);

    internal RuntimeConfigResponse RuntimeConfig(RuntimeConfigRequest _)
        => new() { Linux = new LinuxRuntimeConfiguration { CgroupDriver = CgroupDriver } };

    internal UpdateRuntimeConfigResponse UpdateRuntimeConfig(UpdateRuntimeConfigRequest request)
    {
        PodCidr = request.RuntimeConfig.NetworkConfig.PodCidr;
        return new UpdateRuntimeConfigResponse();
    }

    internal CheckpointContainerResponse CheckpointContainer(CheckpointContainerRequest request)
    {
        Running(request.ContainerId);
        return new CheckpointContainerResponse();
    }

    internal CheckpointPodResponse CheckpointPod(CheckpointPodRequest request)
    {
        lock (_lock)
        {
            Sandbox(request.PodSandboxId);
            foreach (var id in request.ContainerIds)
            {
                Running(id);
            }

            _checkpoints.Add(request.OutputPath);
            return new CheckpointPodResponse();
        }
    }

    internal RestorePodResponse RestorePod(RestorePodRequest request)
    {
        lock (_lock)
        {
            if (!_checkpoints.Contains(request.CheckpointPath))
            {
                throw new RpcException(new Status(StatusCode.NotFound, $"no checkpoint in \"{request.CheckpointPath}\""));
            }

            var sandbox = RunPodSandbox(
                new RunPodSandboxRequest { Config = request.Config, RuntimeHandler = request.RuntimeHandler }).PodSandboxId;
            var response = new RestorePodResponse { PodSandboxId = sandbox };
            foreach (var config in request.ContainerConfigs)
            {
                var create = new CreateContainerRequest
                {
                    PodSandboxId = sandbox,
                    Config = config,
                    SandboxConfig = request.Config,
                };
                response.RestoredContainers.Add(
                    new RestoredContainer { Name = config.Metadata.Name, ContainerId = CreateContainer(create).ContainerId });
            }

            return response;
        }
    }
}
