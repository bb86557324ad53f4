using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.Simulation.Ports;
using Grpc.Core;

namespace Agent.Simulation.Runtime;

/// <summary>Calls that the simulated runtime answers as a runtime does that lacks them.</summary>
public sealed partial class SimulatedRuntime : IRuntimeService
{
    /// <inheritdoc/>
    public Task<RuntimeConfigResponse> RuntimeConfigAsync(RuntimeConfigRequest request, CancellationToken cancellationToken) =>
        Unsupported<RuntimeConfigResponse>("RuntimeConfig", request, cancellationToken);

    /// <inheritdoc/>
    public Task<UpdateRuntimeConfigResponse> UpdateRuntimeConfigAsync(UpdateRuntimeConfigRequest request, CancellationToken cancellationToken) =>
        Unsupported<UpdateRuntimeConfigResponse>("UpdateRuntimeConfig", request, cancellationToken);

    /// <inheritdoc/>
    public Task<UpdatePodSandboxResourcesResponse> UpdatePodSandboxResourcesAsync(
        UpdatePodSandboxResourcesRequest request, CancellationToken cancellationToken) =>
        Unsupported<UpdatePodSandboxResourcesResponse>("UpdatePodSandboxResources", request, cancellationToken);

    /// <inheritdoc/>
    public Task<ExecResponse> ExecAsync(ExecRequest request, CancellationToken cancellationToken) =>
        Unsupported<ExecResponse>("Exec", request, cancellationToken);

    /// <inheritdoc/>
    public Task<AttachResponse> AttachAsync(AttachRequest request, CancellationToken cancellationToken) =>
        Unsupported<AttachResponse>("Attach", request, cancellationToken);

    /// <inheritdoc/>
    public Task<PortForwardResponse> PortForwardAsync(PortForwardRequest request, CancellationToken cancellationToken) =>
        Unsupported<PortForwardResponse>("PortForward", request, cancellationToken);

    /// <inheritdoc/>
    public Task<ContainerStatsResponse> ContainerStatsAsync(ContainerStatsRequest request, CancellationToken cancellationToken) =>
        Unsupported<ContainerStatsResponse>("ContainerStats", request, cancellationToken);

    /// <inheritdoc/>
    public Task<ListContainerStatsResponse> ListContainerStatsAsync(ListContainerStatsRequest request, CancellationToken cancellationToken) =>
        Unsupported<ListContainerStatsResponse>("ListContainerStats", request, cancellationToken);

    /// <inheritdoc/>
    public Task<StreamContainerStatsResponse> StreamContainerStatsAsync(StreamContainerStatsRequest request, CancellationToken cancellationToken) =>
        Unsupported<StreamContainerStatsResponse>("StreamContainerStats", request, cancellationToken);

    /// <inheritdoc/>
    public Task<PodSandboxStatsResponse> PodSandboxStatsAsync(PodSandboxStatsRequest request, CancellationToken cancellationToken) =>
        Unsupported<PodSandboxStatsResponse>("PodSandboxStats", request, cancellationToken);

    /// <inheritdoc/>
    public Task<ListPodSandboxStatsResponse> ListPodSandboxStatsAsync(ListPodSandboxStatsRequest request, CancellationToken cancellationToken) =>
        Unsupported<ListPodSandboxStatsResponse>("ListPodSandboxStats", request, cancellationToken);

    /// <inheritdoc/>
    public Task<StreamPodSandboxStatsResponse> StreamPodSandboxStatsAsync(StreamPodSandboxStatsRequest request, CancellationToken cancellationToken) =>
        Unsupported<StreamPodSandboxStatsResponse>("StreamPodSandboxStats", request, cancellationToken);

    /// <inheritdoc/>
    public Task<ListMetricDescriptorsResponse> ListMetricDescriptorsAsync(ListMetricDescriptorsRequest request, CancellationToken cancellationToken) =>
        Unsupported<ListMetricDescriptorsResponse>("ListMetricDescriptors", request, cancellationToken);

    /// <inheritdoc/>
    public Task<ListPodSandboxMetricsResponse> ListPodSandboxMetricsAsync(ListPodSandboxMetricsRequest request, CancellationToken cancellationToken) =>
        Unsupported<ListPodSandboxMetricsResponse>("ListPodSandboxMetrics", request, cancellationToken);

    /// <inheritdoc/>
    public Task<StreamPodSandboxMetricsResponse> StreamPodSandboxMetricsAsync(
        StreamPodSandboxMetricsRequest request, CancellationToken cancellationToken) =>
        Unsupported<StreamPodSandboxMetricsResponse>("StreamPodSandboxMetrics", request, cancellationToken);

    /// <inheritdoc/>
    public Task<CheckpointContainerResponse> CheckpointContainerAsync(CheckpointContainerRequest request, CancellationToken cancellationToken) =>
        Unsupported<CheckpointContainerResponse>("CheckpointContainer", request, cancellationToken);

    /// <inheritdoc/>
    public Task<CheckpointPodResponse> CheckpointPodAsync(CheckpointPodRequest request, CancellationToken cancellationToken) =>
        Unsupported<CheckpointPodResponse>("CheckpointPod", request, cancellationToken);

    /// <inheritdoc/>
    public Task<RestorePodResponse> RestorePodAsync(RestorePodRequest request, CancellationToken cancellationToken) =>
        Unsupported<RestorePodResponse>("RestorePod", request, cancellationToken);

    private Task<T> Unsupported<T>(string method, object request, CancellationToken cancellationToken) => Read<T>(
        new CallSubject(method),
        request,
        () => throw Failure(StatusCode.Unimplemented, $"unknown method {method} for service runtime.v1.RuntimeService"),
        cancellationToken);
}
