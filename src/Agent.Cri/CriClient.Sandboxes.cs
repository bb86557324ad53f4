using Agent.Cri.Protocol;

namespace Agent.Cri;

public sealed partial class CriClient
{
    /// <inheritdoc />
    public Task<RunPodSandboxResponse> RunPodSandboxAsync(RunPodSandboxRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.RunPodSandboxAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<StopPodSandboxResponse> StopPodSandboxAsync(
        StopPodSandboxRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.StopPodSandboxAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<RemovePodSandboxResponse> RemovePodSandboxAsync(
        RemovePodSandboxRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.RemovePodSandboxAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<PodSandboxStatusResponse> PodSandboxStatusAsync(
        PodSandboxStatusRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.PodSandboxStatusAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<ListPodSandboxResponse> ListPodSandboxAsync(
        ListPodSandboxRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.ListPodSandboxAsync, request, cancellationToken);

    /// <inheritdoc />
    public async Task<StreamPodSandboxesResponse> StreamPodSandboxesAsync(
        StreamPodSandboxesRequest request, CancellationToken cancellationToken)
    {
        var all = new StreamPodSandboxesResponse();
        var streamed = await _calls.TryStreamListAsync(
            _runtime.StreamPodSandboxes, request, Add, CriOptionalCall.StreamPodSandboxes, cancellationToken)
            .ConfigureAwait(false);
        if (!streamed)
        {
            var list = await ListPodSandboxAsync(
                new ListPodSandboxRequest { Filter = request.Filter }, cancellationToken).ConfigureAwait(false);
            all.PodSandboxes.Add(list.Items);
        }

        return all;

        void Add(StreamPodSandboxesResponse part) => all.PodSandboxes.Add(part.PodSandboxes);
    }

    /// <inheritdoc />
    public Task<UpdatePodSandboxResourcesResponse> UpdatePodSandboxResourcesAsync(
        UpdatePodSandboxResourcesRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(
            _runtime.UpdatePodSandboxResourcesAsync, request, cancellationToken, CriOptionalCall.UpdatePodSandboxResources);

    /// <inheritdoc />
    public Task<PortForwardResponse> PortForwardAsync(PortForwardRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.PortForwardAsync, request, cancellationToken);
}
