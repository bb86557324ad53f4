using Agent.Cri.Protocol;

namespace Agent.Cri;

public sealed partial class CriClient
{
    /// <inheritdoc />
    public Task<ListImagesResponse> ListImagesAsync(ListImagesRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_images.ListImagesAsync, request, cancellationToken);

    /// <inheritdoc />
    public async Task<StreamImagesResponse> StreamImagesAsync(
        StreamImagesRequest request, CancellationToken cancellationToken)
    {
        var all = new StreamImagesResponse();
        var streamed = await _calls.TryStreamListAsync(
            _images.StreamImages, request, Add, CriOptionalCall.StreamImages, cancellationToken)
            .ConfigureAwait(false);
        if (!streamed)
        {
            var list = await ListImagesAsync(
                new ListImagesRequest { Filter = request.Filter }, cancellationToken).ConfigureAwait(false);
            all.Images.Add(list.Images);
        }

        return all;

        void Add(StreamImagesResponse part) => all.Images.Add(part.Images);
    }

    /// <inheritdoc />
    public Task<ImageStatusResponse> ImageStatusAsync(ImageStatusRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_images.ImageStatusAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<PullImageResponse> PullImageAsync(PullImageRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_images.PullImageAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<RemoveImageResponse> RemoveImageAsync(RemoveImageRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_images.RemoveImageAsync, request, cancellationToken);

    /// <inheritdoc />
    public Task<ImageFsInfoResponse> ImageFsInfoAsync(ImageFsInfoRequest request, CancellationToken cancellationToken)
        => _calls.UnaryAsync(_images.ImageFsInfoAsync, request, cancellationToken);
}
