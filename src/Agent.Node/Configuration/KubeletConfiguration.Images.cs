using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

public sealed partial record KubeletConfiguration
{
    /// <summary>Endpoint of the container runtime: <c>unix:///path/to.sock</c>, or <c>embedded://</c> for the agent's own.</summary>
    [Flag("container-runtime-endpoint"), ZeroIsUnset]
    public string ContainerRuntimeEndpoint { get; init; } = "unix:///run/containerd/containerd.sock";

    /// <summary>Endpoint of the image service. Empty: the runtime's.</summary>
    [Flag("image-service-endpoint")]
    public string ImageServiceEndpoint { get; init; } = "";

    /// <summary>Deadline of a call to the runtime, except pulls, logs and streaming.</summary>
    [Flag("runtime-request-timeout"), ZeroIsUnset]
    public TimeSpan RuntimeRequestTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Whether images are pulled one after another. The default is false when maxParallelImagePulls is 2 or more.
    /// </summary>
    [Flag("serialize-image-pulls")]
    public bool SerializeImagePulls { get; init; } = true;

    /// <summary>Most images that are pulled at once. Not set: no limit, unless serializeImagePulls.</summary>
    public int? MaxParallelImagePulls { get; init; }

    /// <summary>Image pulls per second, on average. 0: no limit.</summary>
    [JsonPropertyName("registryPullQPS"), Flag("registry-qps")]
    public int RegistryPullQps { get; init; } = 5;

    /// <summary>Image pulls that may exceed the average at once.</summary>
    [Flag("registry-burst"), ZeroIsUnset]
    public int RegistryBurst { get; init; } = 10;

    /// <summary>Which pods must prove that they may use an image that is already on the node.</summary>
    [ZeroIsUnset]
    public ImagePullCredentialsVerificationPolicy ImagePullCredentialsVerificationPolicy { get; init; } =
        ImagePullCredentialsVerificationPolicy.NeverVerifyPreloadedImages;

    /// <summary>Images, without tag or digest, that need no proof; a final <c>/*</c> matches all below.</summary>
    public IReadOnlyList<string> PreloadedImagesVerificationAllowlist { get; init; } = [];

    /// <summary>Age from which an unused image may be deleted.</summary>
    [JsonPropertyName("imageMinimumGCAge"), Flag("minimum-image-ttl-duration"), ZeroIsUnset]
    public TimeSpan ImageMinimumGcAge { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Time without use from which an image is deleted even if there is space. 0s: never.</summary>
    [JsonPropertyName("imageMaximumGCAge")]
    public TimeSpan ImageMaximumGcAge { get; init; }

    /// <summary>Disk usage in percent from which unused images are deleted. 100: never.</summary>
    [JsonPropertyName("imageGCHighThresholdPercent"), Flag("image-gc-high-threshold")]
    public int ImageGcHighThresholdPercent { get; init; } = 85;

    /// <summary>Disk usage in percent down to which unused images are deleted.</summary>
    [JsonPropertyName("imageGCLowThresholdPercent"), Flag("image-gc-low-threshold")]
    public int ImageGcLowThresholdPercent { get; init; } = 80;
}
