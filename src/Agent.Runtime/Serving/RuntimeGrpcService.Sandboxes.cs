using Agent.Cri.Protocol;
using Agent.Runtime.Sandboxes;
using Grpc.Core;

namespace Agent.Runtime.Serving;

// Pod sandboxes.
internal sealed partial class RuntimeGrpcService
{
    /// <inheritdoc/>
    public override Task<RunPodSandboxResponse> RunPodSandbox(RunPodSandboxRequest request, ServerCallContext context) =>
        ServiceCalls.Run(() => new RunPodSandboxResponse { PodSandboxId = sandboxes.Run(request) });

    /// <inheritdoc/>
    public override Task<StopPodSandboxResponse> StopPodSandbox(StopPodSandboxRequest request, ServerCallContext context) =>
        ServiceCalls.RunAsync(async () =>
        {
            await sandboxes.StopAsync(request.PodSandboxId, context.CancellationToken);
            return new StopPodSandboxResponse();
        });

    /// <inheritdoc/>
    public override Task<RemovePodSandboxResponse> RemovePodSandbox(RemovePodSandboxRequest request, ServerCallContext context) =>
        ServiceCalls.RunAsync(async () =>
        {
            await sandboxes.RemoveAsync(request.PodSandboxId, context.CancellationToken);
            return new RemovePodSandboxResponse();
        });

    /// <inheritdoc/>
    public override Task<PodSandboxStatusResponse> PodSandboxStatus(PodSandboxStatusRequest request, ServerCallContext context) =>
        ServiceCalls.Run(() =>
        {
            var sandbox = inventory.Sandboxes.Get(request.PodSandboxId);
            var response = new PodSandboxStatusResponse
            {
                Status = SandboxMessages.ToStatus(sandbox, options.PodIps),
                Timestamp = Containers.ContainerMessages.Nanoseconds(DateTimeOffset.UtcNow),
                ContainersStatuses = { inventory.ContainersOf(sandbox.Id).Select(StatusOf) },
            };
            if (request.Verbose)
            {
                response.Info["folder"] = store.SandboxFolder(sandbox.Id);
            }

            return response;
        });

    /// <inheritdoc/>
    public override Task<ListPodSandboxResponse> ListPodSandbox(ListPodSandboxRequest request, ServerCallContext context) =>
        ServiceCalls.Run(() => new ListPodSandboxResponse { Items = { List(request.Filter) } });

    /// <inheritdoc/>
    public override Task StreamPodSandboxes(
        StreamPodSandboxesRequest request, IServerStreamWriter<StreamPodSandboxesResponse> responseStream, ServerCallContext context) =>
        WriteChunksAsync(
            List(request.Filter),
            responseStream,
            chunk => new StreamPodSandboxesResponse { PodSandboxes = { chunk } },
            context.CancellationToken);

    /// <summary>Resources of a pod are its cgroup's, which belongs to the caller: nothing is left to do here.</summary>
    public override Task<UpdatePodSandboxResourcesResponse> UpdatePodSandboxResources(
        UpdatePodSandboxResourcesRequest request, ServerCallContext context) =>
        ServiceCalls.Run(() =>
        {
            _ = inventory.Sandboxes.Get(request.PodSandboxId);
            return new UpdatePodSandboxResourcesResponse();
        });

    private List<PodSandbox> List(PodSandboxFilter? filter) =>
        [.. inventory.Sandboxes.All.Where(sandbox => Filters.Fits(filter, sandbox))
            .OrderBy(sandbox => sandbox.Record.CreatedAt)
            .Select(SandboxMessages.ToPodSandbox)];
}
