using Agent.Cri.Protocol;
using Grpc.Core;

namespace Agent.Cri.Tests.Fakes;

/// <summary>Serves ImageService from a <see cref="FakeRuntime"/>.</summary>
internal sealed class FakeImageService(FakeCalls calls, FakeRuntime runtime) : ImageService.ImageServiceBase
{
    public override Task<ListImagesResponse> ListImages(ListImagesRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(ListImages), request, context, runtime.ListImages);

    public override Task StreamImages(
        StreamImagesRequest request, IServerStreamWriter<StreamImagesResponse> responseStream, ServerCallContext context)
        => calls.StreamAsync(nameof(StreamImages), request, responseStream, context, runtime.StreamImages);

    public override Task<ImageStatusResponse> ImageStatus(ImageStatusRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(ImageStatus), request, context, runtime.ImageStatus);

    public override Task<PullImageResponse> PullImage(PullImageRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(PullImage), request, context, runtime.PullImage);

    public override Task<RemoveImageResponse> RemoveImage(RemoveImageRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(RemoveImage), request, context, runtime.RemoveImage);

    public override Task<ImageFsInfoResponse> ImageFsInfo(ImageFsInfoRequest request, ServerCallContext context)
        => calls.AnswerAsync(nameof(ImageFsInfo), request, context, runtime.ImageFsInfo);
}
