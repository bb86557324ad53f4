using Agent.Cri.Protocol;

namespace Agent.Cri;

/// <summary>
/// The calls of the CRI's <c>ImageService</c>, one method each, on the same terms as <see cref="IRuntimeService"/>.
/// </summary>
public interface IImageService
{
    /// <summary>The images that match a filter.</summary>
    Task<ListImagesResponse> ListImagesAsync(ListImagesRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Like <see cref="ListImagesAsync"/>, streamed as <see cref="IRuntimeService.StreamPodSandboxesAsync"/> is.
    /// </summary>
    Task<StreamImagesResponse> StreamImagesAsync(StreamImagesRequest request, CancellationToken cancellationToken);

    /// <summary>One image; the reply has none if the node does not have it.</summary>
    Task<ImageStatusResponse> ImageStatusAsync(ImageStatusRequest request, CancellationToken cancellationToken);

    /// <summary>Fetches an image. Can take long, so callers set no short deadline.</summary>
    Task<PullImageResponse> PullImageAsync(PullImageRequest request, CancellationToken cancellationToken);

    /// <summary>Removes an image with all its tags. May be repeated.</summary>
    Task<RemoveImageResponse> RemoveImageAsync(RemoveImageRequest request, CancellationToken cancellationToken);

    /// <summary>Usage of the filesystems that hold images and containers.</summary>
    Task<ImageFsInfoResponse> ImageFsInfoAsync(ImageFsInfoRequest request, CancellationToken cancellationToken);
}
