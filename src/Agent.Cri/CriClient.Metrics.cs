using Agent.Cri.Protocol;

namespace Agent.Cri;

public sealed partial class CriClient
{
    /// <inheritdoc />
    public Task<ListMetricDescriptorsResponse> ListMetricDescriptorsAsync(
        ListMetricDescriptorsRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(
            _runtime.ListMetricDescriptorsAsync, request, cancellationToken, CriOptionalCall.ListMetricDescriptors);

    /// <inheritdoc />
    public Task<ListPodSandboxMetricsResponse> ListPodSandboxMetricsAsync(
        ListPodSandboxMetricsRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(
            _runtime.ListPodSandboxMetricsAsync, request, cancellationToken, CriOptionalCall.ListPodSandboxMetrics);

    /// <inheritdoc />
    public async Task<StreamPodSandboxMetricsResponse> StreamPodSandboxMetricsAsync(
        StreamPodSandboxMetricsRequest request, CancellationToken cancellationToken)
    {
        var all = new StreamPodSandboxMetricsResponse();
        var streamed = await _calls.TryStreamListAsync(
            _runtime.StreamPodSandboxMetrics, request, Add, CriOptionalCall.StreamPodSandboxMetrics, cancellationToken)
            .ConfigureAwait(false);
        if (!streamed)
        {
            var list = await ListPodSandboxMetricsAsync(
                new ListPodSandboxMetricsRequest(), cancellationToken).ConfigureAwait(false);
            all.PodSandboxMetrics.Add(list.PodMetrics);
        }

        return all;

        void Add(StreamPodSandboxMetricsResponse part) => all.PodSandboxMetrics.Add(part.PodSandboxMetrics);
    }
}
