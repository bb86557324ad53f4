using Agent.Cri.Protocol;
using Agent.Runtime.Containers;
using Grpc.Core;

namespace Agent.Runtime.Serving;

// Containers.
internal sealed partial class RuntimeGrpcService
{
    private const string StreamingLater = "is not offered by the embedded runtime; use ExecSync, or the node's own streaming server";

    /// <inheritdoc/>
    public override Task<CreateContainerResponse> CreateContainer(CreateContainerRequest request, ServerCallContext context) =>
        ServiceCalls.RunAsync(async () =>
            new CreateContainerResponse { ContainerId = await containers.CreateAsync(request, context.CancellationToken) });

    /// <inheritdoc/>
    public override Task<StartContainerResponse> StartContainer(StartContainerRequest request, ServerCallContext context) =>
        ServiceCalls.RunAsync(async () =>
        {
            await containers.StartAsync(request.ContainerId, context.CancellationToken);
            return new StartContainerResponse();
        });

    /// <inheritdoc/>
    public override Task<StopContainerResponse> StopContainer(StopContainerRequest request, ServerCallContext context) =>
        ServiceCalls.RunAsync(async () =>
        {
            await containers.StopAsync(request.ContainerId, request.Timeout, context.CancellationToken);
            return new StopContainerResponse();
        });

    /// <inheritdoc/>
    public override Task<RemoveContainerResponse> RemoveContainer(RemoveContainerRequest request, ServerCallContext context) =>
        ServiceCalls.RunAsync(async () =>
        {
            await containers.RemoveAsync(request.ContainerId, context.CancellationToken);
            return new RemoveContainerResponse();
        });

    /// <inheritdoc/>
    public override Task<ContainerStatusResponse> ContainerStatus(ContainerStatusRequest request, ServerCallContext context) =>
        ServiceCalls.Run(() =>
        {
            var unit = inventory.Containers.Get(request.ContainerId);
            var response = new ContainerStatusResponse { Status = StatusOf(unit) };
            if (request.Verbose)
            {
                response.Info["folder"] = store.ContainerFolder(unit.Id);
                response.Info["pid"] = unit.Run is { IsRunning: true, Process: { } process } ? $"{process.Pid}" : "0";
            }

            return response;
        });

    /// <inheritdoc/>
    public override Task<ListContainersResponse> ListContainers(ListContainersRequest request, ServerCallContext context) =>
        ServiceCalls.Run(() => new ListContainersResponse { Containers = { List(request.Filter) } });

    /// <inheritdoc/>
    public override Task StreamContainers(
        StreamContainersRequest request, IServerStreamWriter<StreamContainersResponse> responseStream, ServerCallContext context) =>
        WriteChunksAsync(
            List(request.Filter),
            responseStream,
            chunk => new StreamContainersResponse { Containers = { chunk } },
            context.CancellationToken);

    /// <inheritdoc/>
    public override Task<UpdateContainerResourcesResponse> UpdateContainerResources(
        UpdateContainerResourcesRequest request, ServerCallContext context) =>
        ServiceCalls.RunAsync(async () =>
        {
            var changes = request.Linux
                ?? throw new RpcException(new Status(StatusCode.InvalidArgument, "linux must be set"));
            await containers.UpdateAsync(request.ContainerId, changes, context.CancellationToken);
            return new UpdateContainerResourcesResponse();
        });

    /// <inheritdoc/>
    public override Task<ReopenContainerLogResponse> ReopenContainerLog(ReopenContainerLogRequest request, ServerCallContext context) =>
        ServiceCalls.Run(() =>
        {
            var unit = inventory.Containers.Get(request.ContainerId);
            if (unit.Log is not { } log || !unit.Run.IsRunning)
            {
                throw new RpcException(new Status(StatusCode.FailedPrecondition, $"container {unit.Id} is not running"));
            }

            log.Reopen();
            return new ReopenContainerLogResponse();
        });

    /// <inheritdoc/>
    public override Task<ExecSyncResponse> ExecSync(ExecSyncRequest request, ServerCallContext context) =>
        ServiceCalls.RunAsync(() => execs.RunAsync(request, context.CancellationToken));

    /// <inheritdoc/>
    public override Task<ExecResponse> Exec(ExecRequest request, ServerCallContext context) => throw Unimplemented("Exec");

    /// <inheritdoc/>
    public override Task<AttachResponse> Attach(AttachRequest request, ServerCallContext context) => throw Unimplemented("Attach");

    /// <inheritdoc/>
    public override Task<PortForwardResponse> PortForward(PortForwardRequest request, ServerCallContext context) =>
        throw Unimplemented("PortForward");

    private List<Container> List(ContainerFilter? filter) =>
        [.. inventory.Containers.All.Where(unit => Filters.Fits(filter, unit))
            .OrderBy(unit => unit.Record.CreatedAt)
            .Select(ContainerMessages.ToContainer)];

    private ContainerStatus StatusOf(ContainerUnit unit) => containers.StatusOf(unit);

    private static RpcException Unimplemented(string call) => new(new Status(StatusCode.Unimplemented, $"{call} {StreamingLater}"));
}
