using System.Diagnostics.CodeAnalysis;

namespace Agent.Kubernetes.Images;

/// <summary>
/// An image's name, read as the distribution specification and Docker read it: a short name such as <c>nginx</c> means
/// <c>docker.io/library/nginx</c>.
/// </summary>
/// <param name="Registry">Host, with a port when there is one.</param>
/// <param name="Repository">The path in the registry.</param>
/// <param name="Tag">The tag, or null.</param>
/// <param name="Digest">The digest, as <c>sha256:…</c>, or null.</param>
public sealed record ImageReference(string Registry, string Repository, string? Tag, string? Digest)
{
    /// <summary>The tag that a name without tag and digest means.</summary>
    public const string DefaultTag = "latest";

    private const string DefaultRegistry = "docker.io";
    private const string LegacyRegistry = "index.docker.io";
    private const string OfficialPrefix = "library/";
    private const int MaxNameLength = 255;
    private const int IdLength = 64;

    /// <summary>Registry and repository, without tag and digest.</summary>
    public string Name => $"{Registry}/{Repository}";

    /// <summary>Whether the image is found by the tag latest, given or implied.</summary>
    public bool IsLatest => Tag == DefaultTag || (Tag is null && Digest is null);

    /// <summary>Reads a name; false when it is not one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference)
    {
        reference = null;
        if (text is null || IsImageId(text))
        {
            return false;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : text[..slash];
        var hasRegistry = first.AsSpan().ContainsAny('.', ':') || first == "localhost" || first.Any(char.IsAsciiLetterUpper);
        var rest = hasRegistry ? text[(slash + 1)..] : text;
        var digest = Cut(ref rest, rest.IndexOf('@', StringComparison.Ordinal));
        var tag = Cut(ref rest, rest.IndexOf(':', StringComparison.Ordinal));
        if ((hasRegistry && !ImageGrammar.IsHost(first))
            || !ImageGrammar.IsRepository(rest)
            || (tag is not null && !ImageGrammar.IsTag(tag))
            || (digest is not null && !ImageGrammar.IsDigest(digest)))
        {
            return false;
        }

        var registry = hasRegistry && first != LegacyRegistry ? first : DefaultRegistry;
        var official = registry == DefaultRegistry && !rest.Contains('/', StringComparison.Ordinal);
        reference = new ImageReference(registry, official ? OfficialPrefix + rest : rest, tag, digest);
        return reference.Name.Length <= MaxNameLength;
    }

    /// <summary>The full name with tag and digest.</summary>
    public override string ToString() =>
        string.Concat(Name, Tag is null ? "" : ":" + Tag, Digest is null ? "" : "@" + Digest);

    /// <summary>64 hex digits are an image's ID and never a name.</summary>
    private static bool IsImageId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigitLower);

    private static string? Cut(ref string text, int at)
    {
        if (at < 0)
        {
            return null;
        }

        var part = text[(at + 1)..];
        text = text[..at];
        return part;
    }
}
