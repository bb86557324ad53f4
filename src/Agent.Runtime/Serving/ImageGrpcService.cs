using Agent.Cri.Protocol;
using Agent.Runtime.Images;
using Agent.Runtime.Specs;
using Agent.Runtime.Stats;
using Grpc.Core;

namespace Agent.Runtime.Serving;

/// <summary>ImageService of CRI v1: two images that are always there.</summary>
internal sealed class ImageGrpcService(HostFacts host, FolderUsage folders, RuntimeServerOptions options)
    : ImageService.ImageServiceBase
{
    /// <inheritdoc/>
    public override Task<ListImagesResponse> ListImages(ListImagesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListImagesResponse { Images = { List(request.Filter) } });

    /// <inheritdoc/>
    public override Task StreamImages(
        StreamImagesRequest request, IServerStreamWriter<StreamImagesResponse> responseStream, ServerCallContext context) =>
        responseStream.WriteAsync(new StreamImagesResponse { Images = { List(request.Filter) } }, context.CancellationToken);

    /// <summary>
    /// An image that is not here is no error but an answer without one, as CRI has it: the caller then pulls, and
    /// <see cref="PullImage"/> says what is wrong.
    /// </summary>
    public override Task<ImageStatusResponse> ImageStatus(ImageStatusRequest request, ServerCallContext context)
    {
        var reference = ReferenceOf(request.Image);
        var response = new ImageStatusResponse();
        if (BuiltInImage.Find(reference) is { } image)
        {
            response.Image = ToImage(image);
        }
        else if (request.Verbose)
        {
            response.Info["problem"] = BuiltInImage.Problem(reference);
        }

        return Task.FromResult(response);
    }

    /// <summary>Nothing is pulled: the two images are there, any other is NotFound with a message that names them.</summary>
    public override Task<PullImageResponse> PullImage(PullImageRequest request, ServerCallContext context)
    {
        var reference = ReferenceOf(request.Image);
        return BuiltInImage.Find(reference) is { } image
            ? Task.FromResult(new PullImageResponse { ImageRef = image.Id })
            : throw new RpcException(new Status(StatusCode.NotFound, BuiltInImage.Problem(reference)));
    }

    /// <summary>An image that is not here has been removed; the two that are here cannot be.</summary>
    public override Task<RemoveImageResponse> RemoveImage(RemoveImageRequest request, ServerCallContext context) =>
        BuiltInImage.Find(ReferenceOf(request.Image)) is { } image
            ? throw new RpcException(new Status(
                StatusCode.FailedPrecondition, $"image {image.Repository} is part of the embedded runtime and cannot be removed"))
            : Task.FromResult(new RemoveImageResponse());

    /// <inheritdoc/>
    public override Task<ImageFsInfoResponse> ImageFsInfo(ImageFsInfoRequest request, ServerCallContext context)
    {
        var usage = folders.Of(options.Root);
        var images = usage.Clone();

        // Images have no files; containers have their folders.
        (images.UsedBytes.Value, images.InodesUsed.Value) = (0, 0);
        return Task.FromResult(new ImageFsInfoResponse { ImageFilesystems = { images }, ContainerFilesystems = { usage } });
    }

    /// <summary>Both images are the agent itself.</summary>
    private static ulong Size { get; } = Environment.ProcessPath is { } agent ? (ulong)new FileInfo(agent).Length : 0;

    private List<Image> List(ImageFilter? filter) => filter?.Image is { Image.Length: > 0 } wanted
        ? BuiltInImage.Find(wanted.Image) is { } image ? [ToImage(image)] : []
        : [.. BuiltInImage.All.Select(ToImage)];

    private Image ToImage(BuiltInImage image) => new()
    {
        Id = image.Id,
        RepoTags = { image.DefaultTag },
        RepoDigests = { image.Digest },
        Size = Size,
        Uid = new Int64Value { Value = host.Uid },
        Spec = new ImageSpec { Image = image.DefaultTag },

        // Image garbage collection leaves it alone.
        Pinned = true,
    };

    private static string ReferenceOf(ImageSpec? image) => image is { Image.Length: > 0 }
        ? image.Image
        : throw new RpcException(new Status(StatusCode.InvalidArgument, "image.image must be set"));
}
