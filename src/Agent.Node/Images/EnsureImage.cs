using Agent.Cri.Protocol;
using Agent.Node.Runtime;

namespace Agent.Node.Images;

/// <summary>Asks that an image be there; answered by exactly one <see cref="ImageReply"/>, by <see cref="ImageProgress"/> before it when it takes long.</summary>
/// <param name="Id">The caller's identity of the request.</param>
/// <param name="PodUid">The pod, for the back-off per pod and image.</param>
/// <param name="Image">The image as the pod spec names it.</param>
/// <param name="PullPolicy">Always, IfNotPresent or Never; empty: by the tag.</param>
/// <param name="SandboxConfig">Passed to PullImage.</param>
/// <param name="Annotations">The pod's annotations, passed in the image spec.</param>
internal sealed record EnsureImage(
    CallId Id, string PodUid, string Image, string PullPolicy, PodSandboxConfig SandboxConfig, IReadOnlyDictionary<string, string> Annotations)
{
    /// <summary>Credentials to pull with, tried in order; none: anonymously.</summary>
    public IReadOnlyList<AuthConfig> Credentials { get; init; } = [];

    /// <summary>Names where they come from; requests with different ones do not share a pull.</summary>
    public string CredentialSource { get; init; } = "";
}
