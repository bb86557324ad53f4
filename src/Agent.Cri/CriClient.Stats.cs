using Agent.Cri.Protocol;

namespace Agent.Cri;

public sealed partial class CriClient
{
    /// <inheritdoc />
    public Task<ContainerStatsResponse> ContainerStatsAsync(
        ContainerStatsRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.ContainerStatsAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<ListContainerStatsResponse> ListContainerStatsAsync(
        ListContainerStatsRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.ListContainerStatsAsync, request, cancellationToken);

    /// <inheritdoc />
    public async Task<StreamContainerStatsResponse> StreamContainerStatsAsync(
        StreamContainerStatsRequest request, CancellationToken cancellationToken)
    {
        var all = new StreamContainerStatsResponse();
        var streamed = await _calls.TryStreamListAsync(
            _runtime.StreamContainerStats, request, Add, CriOptionalCall.StreamContainerStats, cancellationToken)
            .ConfigureAwait(false);
        if (!streamed)
        {
            var list = await ListContainerStatsAsync(
                new ListContainerStatsRequest { Filter = request.Filter }, cancellationToken).ConfigureAwait(false);
            all.ContainerStats.Add(list.Stats);
        }

        return all;

        void Add(StreamContainerStatsResponse part) => all.ContainerStats.Add(part.ContainerStats);
    }

    /// <inheritdoc />
    public Task<PodSandboxStatsResponse> PodSandboxStatsAsync(
        PodSandboxStatsRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.PodSandboxStatsAsync, request, cancellationToken, CriOptionalCall.PodSandboxStats);

    /// <inheritdoc />
    public Task<ListPodSandboxStatsResponse> ListPodSandboxStatsAsync(
        ListPodSandboxStatsRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.ListPodSandboxStatsAsync, request, cancellationToken, CriOptionalCall.ListPodSandboxStats);

    /// <inheritdoc />
    public async Task<StreamPodSandboxStatsResponse> StreamPodSandboxStatsAsync(
        StreamPodSandboxStatsRequest request, CancellationToken cancellationToken)
    {
        var all = new StreamPodSandboxStatsResponse();
        var streamed = await _calls.TryStreamListAsync(
            _runtime.StreamPodSandboxStats, request, Add, CriOptionalCall.StreamPodSandboxStats, cancellationToken)
            .ConfigureAwait(false);
        if (!streamed)
        {
            var list = await ListPodSandboxStatsAsync(
                new ListPodSandboxStatsRequest { Filter = request.Filter }, cancellationToken).ConfigureAwait(false);
            all.PodSandboxStats.Add(list.Stats);
        }

        return all;

        void Add(StreamPodSandboxStatsResponse part) => all.PodSandboxStats.Add(part.PodSandboxStats);
    }
}
