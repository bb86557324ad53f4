using Agent.Kubernetes.Images;

namespace Agent.Node.Images;

/// <summary>An image name as pod specs write it.</summary>
/// <param name="Text">The name with <c>:latest</c> added where it has neither tag nor digest; the registry is not added.</param>
/// <param name="DefaultPolicy">The pull policy Kubernetes gives where the spec has none.</param>
internal sealed record ImageName(string Text, string DefaultPolicy)
{
    /// <summary>Reads a name; null if it is not one (distribution/reference grammar).</summary>
    public static ImageName? Parse(string image) => ImageReference.TryParse(image, out var reference)
        ? new ImageName(
            reference is { Tag: null, Digest: null } ? $"{image}:{ImageReference.DefaultTag}" : image,
            reference.IsLatest ? "Always" : "IfNotPresent")
        : null;
}
