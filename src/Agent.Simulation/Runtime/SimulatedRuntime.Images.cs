using Agent.Cri;
using Agent.Cri.Protocol;
using Agent.Simulation.Ports;
using Grpc.Core;

namespace Agent.Simulation.Runtime;

/// <summary>Images.</summary>
public sealed partial class SimulatedRuntime : IImageService
{
    private readonly SortedDictionary<string, SimulatedImage> _images = new(StringComparer.Ordinal);

    /// <summary>The images it has, by name.</summary>
    public IReadOnlyCollection<string> Images => _images.Keys;

    /// <summary>Has an image without a pull.</summary>
    public void Load(string image)
    {
        var name = SimulatedRegistry.Normalize(image);
        _images[name] = SimulatedImage.Of(name, Registry[name]);
    }

    /// <inheritdoc/>
    public Task<ListImagesResponse> ListImagesAsync(ListImagesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(new CallSubject("ListImages"), request, () => new ListImagesResponse { Images = { List(request.Filter) } }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StreamImagesResponse> StreamImagesAsync(StreamImagesRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(new CallSubject("StreamImages"), request, () => new StreamImagesResponse { Images = { List(request.Filter) } }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImageStatusResponse> ImageStatusAsync(ImageStatusRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(
            new CallSubject("ImageStatus"), request, () => new ImageStatusResponse { Image = FindImage(request.Image.Image)?.ToMessage() }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<PullImageResponse> PullImageAsync(PullImageRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pod = request.SandboxConfig?.Metadata;
        var source = Registry[request.Image.Image];
        return Call<PullImageResponse>(
            new CallSubject("PullImage", pod?.Uid ?? "", pod?.Name ?? ""),
            request,
            source.PullTakes ?? _options.Latencies.Pull,
            call =>
            {
                if (source.PullError is { } error)
                {
                    throw Failure(StatusCode.Unknown, error);
                }

                var name = SimulatedRegistry.Normalize(request.Image.Image);
                if (source.PullUser is { } user && request.Auth?.Username != user)
                {
                    throw Failure(StatusCode.Unknown, $"failed to authorize: {name}: 401 Unauthorized");
                }

                Load(name);
                Happened?.Invoke(new RuntimeFact(_simulation.Elapsed, RuntimeFactKind.ImagePulled, "", "", name, _images[name].Id));
                call.Return(new PullImageResponse { ImageRef = _images[name].Id });
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RemoveImageResponse> RemoveImageAsync(RemoveImageRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(
            new CallSubject("RemoveImage"),
            request,
            () =>
            {
                if (FindImage(request.Image.Image) is { } image)
                {
                    _images.Remove(image.Name);
                }

                return new RemoveImageResponse();
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImageFsInfoResponse> ImageFsInfoAsync(ImageFsInfoRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(
            new CallSubject("ImageFsInfo"),
            request,
            () => new ImageFsInfoResponse
            {
                ImageFilesystems =
                {
                    new FilesystemUsage
                    {
                        Timestamp = Nanoseconds,
                        FsId = new FilesystemIdentifier { Mountpoint = "/var/lib/containerd" },
                        UsedBytes = new UInt64Value { Value = _images.Values.Aggregate(0UL, (sum, image) => sum + image.Source.Size) },
                        InodesUsed = new UInt64Value { Value = (ulong)_images.Count * 1000 },
                    },
                },
            },
            cancellationToken);
    }

    private IEnumerable<Image> List(ImageFilter? filter) => _images.Values
        .Where(i => filter?.Image is not { Image.Length: > 0 } wanted || FindImage(wanted.Image) == i)
        .Select(i => i.ToMessage());

    private SimulatedImage? FindImage(string nameOrId) =>
        _images.GetValueOrDefault(SimulatedRegistry.Normalize(nameOrId)) ?? _images.Values.FirstOrDefault(i => i.Id == nameOrId);
}
