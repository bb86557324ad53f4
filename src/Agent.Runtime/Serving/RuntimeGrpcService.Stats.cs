using Agent.Cri.Protocol;
using Grpc.Core;

namespace Agent.Runtime.Serving;

// Stats.
internal sealed partial class RuntimeGrpcService
{
    /// <inheritdoc/>
    public override Task<ContainerStatsResponse> ContainerStats(ContainerStatsRequest request, ServerCallContext context) =>
        ServiceCalls.Run(() => new ContainerStatsResponse { Stats = stats.Of([inventory.Containers.Get(request.ContainerId)])[0] });

    /// <inheritdoc/>
    public override Task<ListContainerStatsResponse> ListContainerStats(ListContainerStatsRequest request, ServerCallContext context) =>
        ServiceCalls.Run(() => new ListContainerStatsResponse { Stats = { List(request.Filter) } });

    /// <inheritdoc/>
    public override Task StreamContainerStats(
        StreamContainerStatsRequest request, IServerStreamWriter<StreamContainerStatsResponse> responseStream, ServerCallContext context) =>
        WriteChunksAsync(
            List(request.Filter),
            responseStream,
            chunk => new StreamContainerStatsResponse { ContainerStats = { chunk } },
            context.CancellationToken);

    /// <inheritdoc/>
    public override Task<PodSandboxStatsResponse> PodSandboxStats(PodSandboxStatsRequest request, ServerCallContext context) =>
        ServiceCalls.Run(() => new PodSandboxStatsResponse { Stats = stats.Of([inventory.Sandboxes.Get(request.PodSandboxId)])[0] });

    /// <inheritdoc/>
    public override Task<ListPodSandboxStatsResponse> ListPodSandboxStats(ListPodSandboxStatsRequest request, ServerCallContext context) =>
        ServiceCalls.Run(() => new ListPodSandboxStatsResponse { Stats = { List(request.Filter) } });

    /// <inheritdoc/>
    public override Task StreamPodSandboxStats(
        StreamPodSandboxStatsRequest request, IServerStreamWriter<StreamPodSandboxStatsResponse> responseStream, ServerCallContext context) =>
        WriteChunksAsync(
            List(request.Filter),
            responseStream,
            chunk => new StreamPodSandboxStatsResponse { PodSandboxStats = { chunk } },
            context.CancellationToken);

    private IReadOnlyList<ContainerStats> List(ContainerStatsFilter? filter) =>
        stats.Of(inventory.Containers.All.Where(unit => Filters.Fits(filter, unit)).OrderBy(unit => unit.Record.CreatedAt));

    private IReadOnlyList<PodSandboxStats> List(PodSandboxStatsFilter? filter) =>
        stats.Of(inventory.Sandboxes.All.Where(sandbox => Filters.Fits(filter, sandbox)).OrderBy(sandbox => sandbox.Record.CreatedAt));
}
