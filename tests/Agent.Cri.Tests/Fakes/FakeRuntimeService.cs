using Agent.Cri.Protocol;
using Grpc.Core;

namespace Agent.Cri.Tests.Fakes;

/// <summary>Serves RuntimeService from a <see cref="FakeRuntime"/>.</summary>
internal sealed class FakeRuntimeService(FakeCalls calls, FakeRuntime runtime) : RuntimeService.RuntimeServiceBase
{
    public override Task<VersionResponse> Version(VersionRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(Version), request, context, runtime.Version);

    public override Task<RunPodSandboxResponse> RunPodSandbox(RunPodSandboxRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(RunPodSandbox), request, context, runtime.RunPodSandbox);

    public override Task<StopPodSandboxResponse> StopPodSandbox(StopPodSandboxRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(StopPodSandbox), request, context, runtime.StopPodSandbox);

    public override Task<RemovePodSandboxResponse> RemovePodSandbox(RemovePodSandboxRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(RemovePodSandbox), request, context, runtime.RemovePodSandbox);

    public override Task<PodSandboxStatusResponse> PodSandboxStatus(PodSandboxStatusRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(PodSandboxStatus), request, context, runtime.PodSandboxStatus);

    public override Task<ListPodSandboxResponse> ListPodSandbox(ListPodSandboxRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(ListPodSandbox), request, context, runtime.ListPodSandbox);

    public override Task StreamPodSandboxes(
        StreamPodSandboxesRequest request,
        IServerStreamWriter<StreamPodSandboxesResponse> responseStream,
        ServerCallContext context)
        => calls.StreamAsync(nameof(StreamPodSandboxes), request, responseStream, context, runtime.StreamPodSandboxes);

    public override Task<CreateContainerResponse> CreateContainer(CreateContainerRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(CreateContainer), request, context, runtime.CreateContainer);

    public override Task<StartContainerResponse> StartContainer(StartContainerRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(StartContainer), request, context, runtime.StartContainer);

    public override Task<StopContainerResponse> StopContainer(StopContainerRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(StopContainer), request, context, runtime.StopContainer);

    public override Task<RemoveContainerResponse> RemoveContainer(RemoveContainerRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(RemoveContainer), request, context, runtime.RemoveContainer);

    public override Task<ListContainersResponse> ListContainers(ListContainersRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(ListContainers), request, context, runtime.ListContainers);

    public override Task StreamContainers(
        StreamContainersRequest request, IServerStreamWriter<StreamContainersResponse> responseStream, ServerCallContext context)
        => calls.StreamAsync(nameof(StreamContainers), request, responseStream, context, runtime.StreamContainers);

    public override Task<ContainerStatusResponse> ContainerStatus(ContainerStatusRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(ContainerStatus), request, context, runtime.ContainerStatus);

    public override Task<UpdateContainerResourcesResponse> UpdateContainerResources(
        UpdateContainerResourcesRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(UpdateContainerResources), request, context, runtime.UpdateContainerResources);

    public override Task<ReopenContainerLogResponse> ReopenContainerLog(
        ReopenContainerLogRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(ReopenContainerLog), request, context, runtime.ReopenContainerLog);

    public override Task<ExecSyncResponse> ExecSync(ExecSyncRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(ExecSync), request, context, runtime.ExecSync);

    public override Task<ExecResponse> Exec(ExecRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(Exec), request, context, runtime.Exec);

    public override Task<AttachResponse> Attach(AttachRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(Attach), request, context, runtime.Attach);

    public override Task<PortForwardResponse> PortForward(PortForwardRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(PortForward), request, context, runtime.PortForward);

    public override Task<ContainerStatsResponse> ContainerStats(ContainerStatsRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(ContainerStats), request, context, runtime.ContainerStats);

    public override Task<ListContainerStatsResponse> ListContainerStats(
        ListContainerStatsRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(ListContainerStats), request, context, runtime.ListContainerStats);

    public override Task StreamContainerStats(
        StreamContainerStatsRequest request,
        IServerStreamWriter<StreamContainerStatsResponse> responseStream,
        ServerCallContext context)
        => calls.StreamAsync(nameof(StreamContainerStats), request, responseStream, context, runtime.StreamContainerStats);

    public override Task<PodSandboxStatsResponse> PodSandboxStats(PodSandboxStatsRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(PodSandboxStats), request, context, runtime.PodSandboxStats);

    public override Task<ListPodSandboxStatsResponse> ListPodSandboxStats(
        ListPodSandboxStatsRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(ListPodSandboxStats), request, context, runtime.ListPodSandboxStats);

    public override Task StreamPodSandboxStats(
        StreamPodSandboxStatsRequest request,
        IServerStreamWriter<StreamPodSandboxStatsResponse> responseStream,
        ServerCallContext context)
        => calls.StreamAsync(nameof(StreamPodSandboxStats), request, responseStream, context, runtime.StreamPodSandboxStats);

    public override Task<UpdateRuntimeConfigResponse> UpdateRuntimeConfig(
        UpdateRuntimeConfigRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(UpdateRuntimeConfig), request, context, runtime.UpdateRuntimeConfig);

    public override Task<StatusResponse> Status(StatusRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(Status), request, context, runtime.Status);

    public override Task<CheckpointContainerResponse> CheckpointContainer(
        CheckpointContainerRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(CheckpointContainer), request, context, runtime.CheckpointContainer);

    public override Task<CheckpointPodResponse> CheckpointPod(CheckpointPodRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(CheckpointPod), request, context, runtime.CheckpointPod);

    public override Task<RestorePodResponse> RestorePod(RestorePodRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(RestorePod), request, context, runtime.RestorePod);

    public override Task GetContainerEvents(
        GetEventsRequest request, IServerStreamWriter<ContainerEventResponse> responseStream, ServerCallContext context)
        => calls.StreamAsync(nameof(GetContainerEvents), request, responseStream, context, runtime.GetContainerEvents);

    public override Task<ListMetricDescriptorsResponse> ListMetricDescriptors(
        ListMetricDescriptorsRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(ListMetricDescriptors), request, context, runtime.ListMetricDescriptors);

    public override Task<ListPodSandboxMetricsResponse> ListPodSandboxMetrics(
        ListPodSandboxMetricsRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(ListPodSandboxMetrics), request, context, runtime.ListPodSandboxMetrics);

    public override Task StreamPodSandboxMetrics(
        StreamPodSandboxMetricsRequest request,
        IServerStreamWriter<StreamPodSandboxMetricsResponse> responseStream,
        ServerCallContext context)
        => calls.StreamAsync(nameof(StreamPodSandboxMetrics), request, responseStream, context, runtime.StreamPodSandboxMetrics);

    public override Task<RuntimeConfigResponse> RuntimeConfig(RuntimeConfigRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(RuntimeConfig), request, context, runtime.RuntimeConfig);

    public override Task<UpdatePodSandboxResourcesResponse> UpdatePodSandboxResources(
        UpdatePodSandboxResourcesRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(UpdatePodSandboxResources), request, context, runtime.UpdatePodSandboxResources);
}
