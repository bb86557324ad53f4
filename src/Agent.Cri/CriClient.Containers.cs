using Agent.Cri.Protocol;

namespace Agent.Cri;

public sealed partial class CriClient
{
    /// <inheritdoc />
    public Task<CreateContainerResponse> CreateContainerAsync(
        CreateContainerRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.CreateContainerAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<StartContainerResponse> StartContainerAsync(
        StartContainerRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.StartContainerAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<StopContainerResponse> StopContainerAsync(StopContainerRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.StopContainerAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<RemoveContainerResponse> RemoveContainerAsync(
        RemoveContainerRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.RemoveContainerAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<ContainerStatusResponse> ContainerStatusAsync(
        ContainerStatusRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.ContainerStatusAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<ListContainersResponse> ListContainersAsync(
        ListContainersRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.ListContainersAsync, request, cancellationToken);

    /// <inheritdoc />
    public async Task<StreamContainersResponse> StreamContainersAsync(
        StreamContainersRequest request, CancellationToken cancellationToken)
    {
        var all = new StreamContainersResponse();
        var streamed = await _calls.TryStreamListAsync(
            _runtime.StreamContainers, request, Add, CriOptionalCall.StreamContainers, cancellationToken)
            .ConfigureAwait(false);
        if (!streamed)
        {
            var list = await ListContainersAsync(
                new ListContainersRequest { Filter = request.Filter }, cancellationToken).ConfigureAwait(false);
            all.Containers.Add(list.Containers);
        }

        return all;

        void Add(StreamContainersResponse part) => all.Containers.Add(part.Containers);
    }

    /// <inheritdoc />
    public Task<UpdateContainerResourcesResponse> UpdateContainerResourcesAsync(
        UpdateContainerResourcesRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.UpdateContainerResourcesAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<ReopenContainerLogResponse> ReopenContainerLogAsync(
        ReopenContainerLogRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.ReopenContainerLogAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<ExecSyncResponse> ExecSyncAsync(ExecSyncRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.ExecSyncAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<ExecResponse> ExecAsync(ExecRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.ExecAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<AttachResponse> AttachAsync(AttachRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.AttachAsync, request, cancellationToken);
}
