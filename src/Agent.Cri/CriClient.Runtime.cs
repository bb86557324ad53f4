using Agent.Cri.Protocol;

namespace Agent.Cri;

public sealed partial class CriClient
{
    /// <inheritdoc />
    public async Task<VersionResponse> VersionAsync(VersionRequest request, CancellationToken cancellationToken)
    {
        var version = await _calls.UnaryAsync(_runtime.VersionAsync, request, cancellationToken).ConfigureAwait(false);
        Capabilities.ObserveVersion(version);
        return version;
    }

    /// <inheritdoc />
    public Task<StatusResponse> StatusAsync(StatusRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.StatusAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<RuntimeConfigResponse> RuntimeConfigAsync(RuntimeConfigRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.RuntimeConfigAsync, request, cancellationToken, CriOptionalCall.RuntimeConfig);

    /// <inheritdoc />
    public Task<UpdateRuntimeConfigResponse> UpdateRuntimeConfigAsync(
        UpdateRuntimeConfigRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.UpdateRuntimeConfigAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task GetContainerEventsAsync(
        GetEventsRequest request, Action<ContainerEventResponse> onEvent, CancellationToken cancellationToken)
        => _calls.StreamAsync(
            _runtime.GetContainerEvents, request, onEvent, CriOptionalCall.GetContainerEvents, cancellationToken);
}
