using Agent.Cri.Protocol;

namespace Agent.Cri;

/// <summary>
/// The calls of the CRI's <c>RuntimeService</c>, one method each, for the real runtime and the simulated one alike.
/// </summary>
/// <remarks>
/// <para>A method is one exchange with the runtime. It sets no deadline, does not retry and does not wait for its turn:
/// that is the caller's, so that faults exercise it. Replies come as the runtime sent them; <see cref="CriResponses"/>
/// tells which of them are not usable.</para>
/// <para>A call that fails throws <see cref="Grpc.Core.RpcException"/> and nothing else; a runtime that cannot be reached
/// is <see cref="Grpc.Core.StatusCode.Unavailable"/>, one that lacks the call
/// <see cref="Grpc.Core.StatusCode.Unimplemented"/>. A call whose token is cancelled throws
/// <see cref="OperationCanceledException"/> with that token, so that giving up here and
/// <see cref="Grpc.Core.StatusCode.Cancelled"/> from the runtime stay apart. Implementations may complete at once, on the
/// caller's thread.</para>
/// </remarks>
public interface IRuntimeService
{
    /// <summary>Name and version of the runtime, and the version of the CRI it speaks.</summary>
    Task<VersionResponse> VersionAsync(VersionRequest request, CancellationToken cancellationToken);

    /// <summary>Conditions, handlers and features of the runtime.</summary>
    Task<StatusResponse> StatusAsync(StatusRequest request, CancellationToken cancellationToken);

    /// <summary>What the runtime wants the node to know: its cgroup driver. Optional.</summary>
    Task<RuntimeConfigResponse> RuntimeConfigAsync(RuntimeConfigRequest request, CancellationToken cancellationToken);

    /// <summary>Tells the runtime the pod CIDR.</summary>
    Task<UpdateRuntimeConfigResponse> UpdateRuntimeConfigAsync(
        UpdateRuntimeConfigRequest request, CancellationToken cancellationToken);

    /// <summary>Creates and starts a sandbox.</summary>
    Task<RunPodSandboxResponse> RunPodSandboxAsync(RunPodSandboxRequest request, CancellationToken cancellationToken);

    /// <summary>Stops a sandbox and whatever runs in it. May be repeated.</summary>
    Task<StopPodSandboxResponse> StopPodSandboxAsync(StopPodSandboxRequest request, CancellationToken cancellationToken);

    /// <summary>Removes a sandbox with its containers. May be repeated.</summary>
    Task<RemovePodSandboxResponse> RemovePodSandboxAsync(
        RemovePodSandboxRequest request, CancellationToken cancellationToken);

    /// <summary>State and addresses of a sandbox; NotFound if there is none.</summary>
    Task<PodSandboxStatusResponse> PodSandboxStatusAsync(
        PodSandboxStatusRequest request, CancellationToken cancellationToken);

    /// <summary>The sandboxes that match a filter.</summary>
    Task<ListPodSandboxResponse> ListPodSandboxAsync(ListPodSandboxRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Like <see cref="ListPodSandboxAsync"/>, in as many messages as it takes. The reply holds the items of all of them;
    /// a stream that fails midway fails the call. From a runtime without streamed lists the plain list comes instead.
    /// </summary>
    Task<StreamPodSandboxesResponse> StreamPodSandboxesAsync(
        StreamPodSandboxesRequest request, CancellationToken cancellationToken);

    /// <summary>Tells the runtime that a pod's resources have changed. Optional.</summary>
    Task<UpdatePodSandboxResourcesResponse> UpdatePodSandboxResourcesAsync(
        UpdatePodSandboxResourcesRequest request, CancellationToken cancellationToken);

    /// <summary>Prepares a container.</summary>
    Task<CreateContainerResponse> CreateContainerAsync(CreateContainerRequest request, CancellationToken cancellationToken);

    /// <summary>Starts a prepared container.</summary>
    Task<StartContainerResponse> StartContainerAsync(StartContainerRequest request, CancellationToken cancellationToken);

    /// <summary>Stops a container within a grace period, in seconds, and waits for its end. May be repeated.</summary>
    Task<StopContainerResponse> StopContainerAsync(StopContainerRequest request, CancellationToken cancellationToken);

    /// <summary>Removes a container, running or not. May be repeated.</summary>
    Task<RemoveContainerResponse> RemoveContainerAsync(RemoveContainerRequest request, CancellationToken cancellationToken);

    /// <summary>State of a container; NotFound if there is none.</summary>
    Task<ContainerStatusResponse> ContainerStatusAsync(ContainerStatusRequest request, CancellationToken cancellationToken);

    /// <summary>The containers that match a filter.</summary>
    Task<ListContainersResponse> ListContainersAsync(ListContainersRequest request, CancellationToken cancellationToken);

    /// <summary>Like <see cref="ListContainersAsync"/>, streamed as <see cref="StreamPodSandboxesAsync"/> is.</summary>
    Task<StreamContainersResponse> StreamContainersAsync(
        StreamContainersRequest request, CancellationToken cancellationToken);

    /// <summary>Changes the limits of a container, all of them or none.</summary>
    Task<UpdateContainerResourcesResponse> UpdateContainerResourcesAsync(
        UpdateContainerResourcesRequest request, CancellationToken cancellationToken);

    /// <summary>Makes the runtime open a container's log anew, after a rotation.</summary>
    Task<ReopenContainerLogResponse> ReopenContainerLogAsync(
        ReopenContainerLogRequest request, CancellationToken cancellationToken);

    /// <summary>Runs a command in a container and returns its output, which has to fit one message.</summary>
    Task<ExecSyncResponse> ExecSyncAsync(ExecSyncRequest request, CancellationToken cancellationToken);

    /// <summary>The URL where the streams of a new command in a container can be had.</summary>
    Task<ExecResponse> ExecAsync(ExecRequest request, CancellationToken cancellationToken);

    /// <summary>The URL where the streams of a running container can be had.</summary>
    Task<AttachResponse> AttachAsync(AttachRequest request, CancellationToken cancellationToken);

    /// <summary>The URL where ports of a sandbox can be reached.</summary>
    Task<PortForwardResponse> PortForwardAsync(PortForwardRequest request, CancellationToken cancellationToken);

    /// <summary>Usage of a container; NotFound if there is none.</summary>
    Task<ContainerStatsResponse> ContainerStatsAsync(ContainerStatsRequest request, CancellationToken cancellationToken);

    /// <summary>Usage of the running containers that match a filter.</summary>
    Task<ListContainerStatsResponse> ListContainerStatsAsync(
        ListContainerStatsRequest request, CancellationToken cancellationToken);

    /// <summary>Like <see cref="ListContainerStatsAsync"/>, streamed as <see cref="StreamPodSandboxesAsync"/> is.</summary>
    Task<StreamContainerStatsResponse> StreamContainerStatsAsync(
        StreamContainerStatsRequest request, CancellationToken cancellationToken);

    /// <summary>Usage of a sandbox; NotFound if there is none.</summary>
    Task<PodSandboxStatsResponse> PodSandboxStatsAsync(PodSandboxStatsRequest request, CancellationToken cancellationToken);

    /// <summary>Usage of the sandboxes that match a filter.</summary>
    Task<ListPodSandboxStatsResponse> ListPodSandboxStatsAsync(
        ListPodSandboxStatsRequest request, CancellationToken cancellationToken);

    /// <summary>Like <see cref="ListPodSandboxStatsAsync"/>, streamed as <see cref="StreamPodSandboxesAsync"/> is.</summary>
    Task<StreamPodSandboxStatsResponse> StreamPodSandboxStatsAsync(
        StreamPodSandboxStatsRequest request, CancellationToken cancellationToken);

    /// <summary>Name, help and labels of the metrics the runtime gives. Optional.</summary>
    Task<ListMetricDescriptorsResponse> ListMetricDescriptorsAsync(
        ListMetricDescriptorsRequest request, CancellationToken cancellationToken);

    /// <summary>Metrics of all sandboxes and containers. Optional.</summary>
    Task<ListPodSandboxMetricsResponse> ListPodSandboxMetricsAsync(
        ListPodSandboxMetricsRequest request, CancellationToken cancellationToken);

    /// <summary>Like <see cref="ListPodSandboxMetricsAsync"/>, streamed as <see cref="StreamPodSandboxesAsync"/> is.</summary>
    Task<StreamPodSandboxMetricsResponse> StreamPodSandboxMetricsAsync(
        StreamPodSandboxMetricsRequest request, CancellationToken cancellationToken);

    /// <summary>Hears of containers that are created, started, stopped and deleted. Optional.</summary>
    /// <param name="request">Empty.</param>
    /// <param name="onEvent">
    /// Called once per event, one at a time, in order, on whatever thread the event arrives; it should return soon. What it
    /// throws ends the call and is thrown from it.
    /// </param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>A task that completes when the runtime ends the stream in order.</returns>
    Task GetContainerEventsAsync(
        GetEventsRequest request, Action<ContainerEventResponse> onEvent, CancellationToken cancellationToken);

    /// <summary>Writes the state of a running container to an archive. Optional.</summary>
    Task<CheckpointContainerResponse> CheckpointContainerAsync(
        CheckpointContainerRequest request, CancellationToken cancellationToken);

    /// <summary>Writes the state of a pod's containers, taken at one moment. Optional.</summary>
    Task<CheckpointPodResponse> CheckpointPodAsync(CheckpointPodRequest request, CancellationToken cancellationToken);

    /// <summary>Prepares a sandbox and its containers from a checkpoint. Optional.</summary>
    Task<RestorePodResponse> RestorePodAsync(RestorePodRequest request, CancellationToken cancellationToken);
}
