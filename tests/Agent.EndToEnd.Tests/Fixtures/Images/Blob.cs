using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Agent.EndToEnd.Tests.Fixtures.Images;

/// <summary>Bytes known by their digest.</summary>
internal sealed record Blob(ReadOnlyMemory<byte> Content)
{
    public string Digest { get; } = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Content.Span));

    public static Blob Of(JsonNode json) => new(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
}
