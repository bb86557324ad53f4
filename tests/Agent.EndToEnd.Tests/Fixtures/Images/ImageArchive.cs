using System.Formats.Tar;
using System.Text.Json.Nodes;

namespace Agent.EndToEnd.Tests.Fixtures.Images;

/// <summary>Writes images as one archive in the OCI image layout, which "ctr images import" reads.</summary>
internal static class ImageArchive
{
    public static async Task WriteAsync(string file, IEnumerable<TestImage> images)
    {
        List<TestImage> list = [.. images];
        await using var tar = new TarWriter(File.Create(file), TarEntryFormat.Ustar);
        await AddAsync(tar, "oci-layout", Blob.Of(new JsonObject { ["imageLayoutVersion"] = "1.0.0" }));
        await AddAsync(tar, "index.json", Blob.Of(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["manifests"] = new JsonArray([.. list.Select(image => image.Descriptor())]),
        }));
        foreach (var blob in list.SelectMany(image => new[] { image.Layer, image.Config, image.Manifest }).DistinctBy(blob => blob.Digest))
        {
            await AddAsync(tar, $"blobs/sha256/{blob.Digest["sha256:".Length..]}", blob);
        }
    }

    private static async Task AddAsync(TarWriter tar, string name, Blob blob) => await tar.WriteEntryAsync(
        new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(blob.Content.ToArray()) });
}
