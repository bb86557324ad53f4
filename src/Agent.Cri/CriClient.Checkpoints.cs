using Agent.Cri.Protocol;

namespace Agent.Cri;

public sealed partial class CriClient
{
    /// <inheritdoc />
    public Task<CheckpointContainerResponse> CheckpointContainerAsync(
        CheckpointContainerRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(
            _runtime.CheckpointContainerAsync, request, cancellationToken, CriOptionalCall.CheckpointContainer);

    /// <inheritdoc />
    public Task<CheckpointPodResponse> CheckpointPodAsync(CheckpointPodRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.CheckpointPodAsync, request, cancellationToken, CriOptionalCall.CheckpointPod);

    /// <inheritdoc />
    public Task<RestorePodResponse> RestorePodAsync(RestorePodRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_runtime.RestorePodAsync, request, cancellationToken, CriOptionalCall.RestorePod);
}
