using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Agent.Kubernetes.Images;

/// <summary>
/// An image's name, read as the distribution specification and Docker read it: a short name such as <c>nginx</c> means
/// <c>docker.io/library/nginx</c>.
/// </summary>
/// <param name="Registry">Host, with a port when there is one.</param>
/// <param name="Repository">The path in the registry.</param>
/// <param name="Tag">The tag, or null.</param>
/// <param name="Digest">The digest, as <c>sha256:…</c>, or null.</param>
public sealed partial record ImageReference(string Registry, string Repository, string? Tag, string? Digest)
{
    /// <summary>The tag that a name without tag and digest means.</summary>
    public const string DefaultTag = "latest";

    private const string DefaultRegistry = "docker.io";
    private const string LegacyRegistry = "index.docker.io";
    private const string OfficialPrefix = "library/";
    private const int MaxNameLength = 255;

    /// <summary>Registry and repository, without tag and digest.</summary>
    public string Name => $"{Registry}/{Repository}";

    /// <summary>Whether the image is found by the tag latest, given or implied.</summary>
    public bool IsLatest => Tag == DefaultTag || (Tag is null && Digest is null);

    /// <summary>Reads a name; false when it is not one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference)
    {
        reference = null;
        if (text is null || Identifier().IsMatch(text))
        {
            return false;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : text[..slash];
        var hasRegistry = first.AsSpan().ContainsAny('.', ':') || first == "localhost" || first.Any(char.IsAsciiLetterUpper);
        var rest = Remainder().Match(hasRegistry ? text[(slash + 1)..] : text);
        if (!rest.Success || (hasRegistry && !Host().IsMatch(first)))
        {
            return false;
        }

        var repository = rest.Groups["name"].Value;
        var registry = hasRegistry && first != LegacyRegistry ? first : DefaultRegistry;
        if (registry == DefaultRegistry && !repository.Contains('/', StringComparison.Ordinal))
        {
            repository = OfficialPrefix + repository;
        }

        reference = new ImageReference(registry, repository, Value(rest, "tag"), Value(rest, "digest"));
        return reference.Name.Length <= MaxNameLength;
    }

    /// <summary>The full name with tag and digest.</summary>
    public override string ToString() =>
        string.Concat(Name, Tag is null ? "" : ":" + Tag, Digest is null ? "" : "@" + Digest);

    private static string? Value(Match match, string group) => match.Groups[group] is { Success: true } g ? g.Value : null;

    [GeneratedRegex(@"^[a-f0-9]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    [GeneratedRegex(
        @"^([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(:[0-9]+)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Host();

    [GeneratedRegex(
        @"^(?<name>[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*)(:(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(@(?<digest>[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Remainder();
}
