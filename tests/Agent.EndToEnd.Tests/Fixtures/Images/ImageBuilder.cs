using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Agent.EndToEnd.Tests.Fixtures.Images;

/// <summary>Builds an image from the busybox layer and the configuration given (OCI image specification 1.0).</summary>
internal sealed class ImageBuilder(string repository, string tag = "1")
{
    private readonly JsonObject _config = new()
    {
        ["Env"] = new JsonArray("PATH=/bin"),
        ["WorkingDir"] = "/",
    };

    public ImageBuilder User(string user) => With("User", user);

    public ImageBuilder StopSignal(string signal) => With("StopSignal", signal);

    public ImageBuilder Entrypoint(params string[] arguments) => With("Entrypoint", ArrayOf(arguments));

    public ImageBuilder Cmd(params string[] arguments) => With("Cmd", ArrayOf(arguments));

    /// <summary>Adds a label: two images that differ in nothing else have different digests.</summary>
    public ImageBuilder Label(string name, string value) => With("Labels", new JsonObject { [name] = value });

    public TestImage Build()
    {
        var layer = BusyboxLayer.Blob;
        var config = Blob.Of(new JsonObject
        {
            ["created"] = "1970-01-01T00:00:00Z",
            ["architecture"] = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64",
            ["os"] = "linux",
            ["config"] = _config.DeepClone(),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(layer.Digest) },
        });
        var manifest = Blob.Of(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = TestImage.ManifestType,
            ["config"] = Descriptor("application/vnd.oci.image.config.v1+json", config),
            ["layers"] = new JsonArray(Descriptor("application/vnd.oci.image.layer.v1.tar", layer)),
        });
        return new TestImage(repository, tag, manifest, config, layer);
    }

    private static JsonObject Descriptor(string mediaType, Blob blob) => new()
    {
        ["mediaType"] = mediaType,
        ["digest"] = blob.Digest,
        ["size"] = blob.Content.Length,
    };

    private static JsonArray ArrayOf(string[] values) => [.. values.Select(value => (JsonNode?)value)];

    private ImageBuilder With(string name, JsonNode value)
    {
        _config[name] = value;
        return this;
    }
}
