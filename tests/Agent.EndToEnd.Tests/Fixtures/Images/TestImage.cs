using System.Text.Json.Nodes;

namespace Agent.EndToEnd.Tests.Fixtures.Images;

/// <summary>An image in the OCI format: blobs by digest, one of them the manifest. The same input gives the same digests.</summary>
internal sealed record TestImage(string Repository, string Tag, Blob Manifest, Blob Config, Blob Layer)
{
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>The name a pod spec uses, with a registry in front that no machine reaches: such an image must be there already.</summary>
    public string Reference => $"lab.test/{Repository}:{Tag}";

    /// <summary>The entry of an image index that points at this image.</summary>
    public JsonObject Descriptor() => new()
    {
        ["mediaType"] = ManifestType,
        ["digest"] = Manifest.Digest,
        ["size"] = Manifest.Content.Length,
        ["annotations"] = new JsonObject { ["io.containerd.image.name"] = Reference },
    };
}
