using System.Text;

namespace Agent.Kubernetes.Manifests;

/// <summary>Reads the bytes of a file in YAML or JSON into nodes.</summary>
internal static class DocumentText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The one document, or null when there is none.</summary>
    /// <exception cref="ManifestException">The bytes are neither YAML nor JSON in UTF-8.</exception>
    public static ManifestNode? Read(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            content = content[Encoding.UTF8.Preamble.Length..];
        }

        string text;
        try
        {
            text = StrictUtf8.GetString(content);
        }
        catch (DecoderFallbackException e)
        {
            throw new ManifestException(0, "", $"not UTF-8 at byte {e.Index}");
        }

        return text.AsSpan().TrimStart().StartsWith('{') ? JsonTree.Read(content) : YamlTree.Read(text);
    }
}
