using Agent.Cri;
using Agent.Cri.Protocol;
using Google.Protobuf;

namespace Agent.Node.Runtime;

/// <summary>Maps a <see cref="CriMethod"/> to the port's method. One exchange with the outside, no policy.</summary>
internal static class CriInvoker
{
    /// <summary>Makes the call.</summary>
    /// <exception cref="InvalidCastException">The request is not the method's.</exception>
    public static async Task<IMessage> InvokeAsync(
        IRuntimeService runtime, IImageService images, CriMethod method, IMessage request, CancellationToken cancellation) => method switch
        {
            CriMethod.Version => await runtime.VersionAsync((VersionRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.Status => await runtime.StatusAsync((StatusRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.RuntimeConfig => await runtime.RuntimeConfigAsync((RuntimeConfigRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.RunPodSandbox => await runtime.RunPodSandboxAsync((RunPodSandboxRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.StopPodSandbox => await runtime.StopPodSandboxAsync((StopPodSandboxRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.RemovePodSandbox => await runtime.RemovePodSandboxAsync((RemovePodSandboxRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.PodSandboxStatus => await runtime.PodSandboxStatusAsync((PodSandboxStatusRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.ListPodSandbox => await runtime.ListPodSandboxAsync((ListPodSandboxRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.CreateContainer => await runtime.CreateContainerAsync((CreateContainerRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.StartContainer => await runtime.StartContainerAsync((StartContainerRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.StopContainer => await runtime.StopContainerAsync((StopContainerRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.RemoveContainer => await runtime.RemoveContainerAsync((RemoveContainerRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.ListContainers => await runtime.ListContainersAsync((ListContainersRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.ContainerStatus => await runtime.ContainerStatusAsync((ContainerStatusRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.ReopenContainerLog => await runtime.ReopenContainerLogAsync((ReopenContainerLogRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.UpdateContainerResources =>
                await runtime.UpdateContainerResourcesAsync((UpdateContainerResourcesRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.ExecSync => await runtime.ExecSyncAsync((ExecSyncRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.ImageStatus => await images.ImageStatusAsync((ImageStatusRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.PullImage => await images.PullImageAsync((PullImageRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.ListImages => await images.ListImagesAsync((ListImagesRequest)request, cancellation).ConfigureAwait(false),
            CriMethod.RemoveImage => await images.RemoveImageAsync((RemoveImageRequest)request, cancellation).ConfigureAwait(false),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "not a call of the gateway"),
        };
}
