using Agent.Cri.Protocol;

namespace Agent.Cri.Tests.Fakes;

/// <content>The streamed lists: those of the unary calls, one item to a part.</content>
public sealed partial class FakeRuntime
{
    internal IEnumerable<StreamPodSandboxesResponse> StreamPodSandboxes(StreamPodSandboxesRequest request)
        => ListPodSandbox(new ListPodSandboxRequest { Filter = request.Filter }).Items
            .Select(item => new StreamPodSandboxesResponse { PodSandboxes = { item } });

    internal IEnumerable<StreamContainersResponse> StreamContainers(StreamContainersRequest request)
        => ListContainers(new ListContainersRequest { Filter = request.Filter }).Containers
            .Select(item => new StreamContainersResponse { Containers = { item } });

    internal IEnumerable<StreamContainerStatsResponse> StreamContainerStats(StreamContainerStatsRequest request)
        => ListContainerStats(new ListContainerStatsRequest { Filter = request.Filter }).Stats
            .Select(item => new StreamContainerStatsResponse { ContainerStats = { item } });

    internal IEnumerable<StreamPodSandboxStatsResponse> StreamPodSandboxStats(StreamPodSandboxStatsRequest request)
        => ListPodSandboxStats(new ListPodSandboxStatsRequest { Filter = request.Filter }).Stats
            .Select(item => new StreamPodSandboxStatsResponse { PodSandboxStats = { item } });

    internal IEnumerable<StreamPodSandboxMetricsResponse> StreamPodSandboxMetrics(StreamPodSandboxMetricsRequest _)
        => ListPodSandboxMetrics(new ListPodSandboxMetricsRequest()).PodMetrics
            .Select(item => new StreamPodSandboxMetricsResponse { PodSandboxMetrics = { item } });

    internal IEnumerable<StreamImagesResponse> StreamImages(StreamImagesRequest request)
        => ListImages(new ListImagesRequest { Filter = request.Filter }).Images
            .Select(item => new StreamImagesResponse { Images = { item } });
}
