using System.Buffers;
using System.Net;

namespace Agent.Kubernetes.Validation;

/// <summary>How names of every sort are written. Each rule answers what is wrong with a value, or null.</summary>
internal static class NameRules
{
    private const int LabelLength = 63;
    private const int SubdomainLength = 253;
    private const int PortNameLength = 15;

    private const string Lower = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string Letters = Lower + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly SearchValues<char> LowerOrDigit = SearchValues.Create(Lower);
    private static readonly SearchValues<char> LowerDigitOrDash = SearchValues.Create(Lower + "-");
    private static readonly SearchValues<char> LowerDigitOrUnderscore = SearchValues.Create(Lower + "_");
    private static readonly SearchValues<char> LowerDigitDashOrUnderscore = SearchValues.Create(Lower + "-_");
    private static readonly SearchValues<char> LetterOrDigit = SearchValues.Create(Letters);
    private static readonly SearchValues<char> LetterDigitOrDash = SearchValues.Create(Letters + "-");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(Letters + "-_.");

    /// <summary>RFC 1123 label, as names of containers and volumes are.</summary>
    public static string? DnsLabel(string value) =>
        value.Length > LabelLength ? $"must be no more than {LabelLength} characters"
        : IsLabel(value) ? null
        : "must be a lower case RFC 1123 label: a-z, 0-9 and '-', first and last not '-'";

    /// <summary>RFC 1123 subdomain, as names of pods are.</summary>
    public static string? DnsSubdomain(string value) =>
        value.Length > SubdomainLength ? $"must be no more than {SubdomainLength} characters"
        : AreSegments(value, ".", LowerOrDigit, LowerDigitOrDash) ? null
        : "must be a lower case RFC 1123 subdomain: labels of a-z, 0-9 and '-' with '.' between";

    /// <summary>
    /// A domain to search for names: a subdomain in which '_' is allowed, with or without a dot at the end, or just a dot.
    /// </summary>
    public static string? DnsSearch(string value)
    {
        var name = value.EndsWith('.') ? value[..^1] : value;
        return value == "." || (
            name.Length <= SubdomainLength && AreSegments(name, ".", LowerDigitOrUnderscore, LowerDigitDashOrUnderscore))
            ? null
            : "must be a lower case domain name: a-z, 0-9, '-' and '_' with '.' between";
    }

    /// <summary>
    /// Name of a label, annotation or condition: a name of 63 characters, with a domain in front where it needs one.
    /// </summary>
    public static string? QualifiedName(string value)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var (prefix, name) = slash < 0 ? (null, value) : (value[..slash], value[(slash + 1)..]);
        if (prefix is not null && DnsSubdomain(prefix) is { } wrong)
        {
            return prefix.Length == 0 ? "the part before '/' must not be empty" : "the part before '/' " + wrong;
        }

        return name.Length is > 0 and <= LabelLength && IsSegment(name, LetterOrDigit, NameCharacters)
            ? null
            : $"the name must be 1 to {LabelLength} of A-Z, a-z, 0-9, '-', '_' and '.', first and last a letter or digit";
    }

    /// <summary>Value of a label.</summary>
    public static string? LabelValue(string value) =>
        value.Length == 0 || (value.Length <= LabelLength && IsSegment(value, LetterOrDigit, NameCharacters))
            ? null
            : $"must be empty or up to {LabelLength} of A-Z, a-z, 0-9, '-', '_' and '.', first and last a letter or digit";

    /// <summary>Name of an environment variable: printable ASCII without '='.</summary>
    public static string? EnvironmentVariable(string value) =>
        value.All(c => c is >= ' ' and <= '~' and not '=') ? null : "must be printable ASCII without '='";

    /// <summary>Key of a config map or secret.</summary>
    public static string? ConfigKey(string value) =>
        value.Length > SubdomainLength ? $"must be no more than {SubdomainLength} characters"
        : value.Length == 0 || value.AsSpan().ContainsAnyExcept(NameCharacters) ? "must be of A-Z, a-z, 0-9, '-', '_' and '.'"
        : value is "." || value.StartsWith("..", StringComparison.Ordinal) ? "must not be '.' or start with '..'"
        : null;

    /// <summary>Name of a port (RFC 6335).</summary>
    public static string? PortName(string value) =>
        value.Length <= PortNameLength && IsLabel(value) && value.Any(char.IsAsciiLetterLower)
        && !value.Contains("--", StringComparison.Ordinal)
            ? null
            : $"must be 1 to {PortNameLength} of a-z, 0-9 and '-', with a letter, and no '-' first, last or twice in a row";

    /// <summary>Name of an HTTP header.</summary>
    public static string? HttpHeader(string value) =>
        value.Length > 0 && !value.AsSpan().ContainsAnyExcept(LetterDigitOrDash) ? null : "must be of A-Z, a-z, 0-9 and '-'";

    /// <summary>Name of a kernel parameter.</summary>
    public static string? Sysctl(string value) =>
        value.Length <= SubdomainLength && AreSegments(value, "./", LowerOrDigit, LowerDigitDashOrUnderscore)
            ? null
            : $"must have at most {SubdomainLength} characters of a-z, 0-9, '-' and '_' with '.' or '/' between";

    /// <summary>An IP address of either family, written in full.</summary>
    public static string? IpAddress(string value) =>
        !value.Contains('%', StringComparison.Ordinal) && !value.Contains('[', StringComparison.Ordinal)
        && IPAddress.TryParse(value, out _) && (value.Contains(':', StringComparison.Ordinal) || IsIpv4(value))
            ? null
            : "must be an IP address, such as 10.9.8.7 or 2001:db8::ffff";

    /// <summary>A path below some folder.</summary>
    public static string? RelativePath(string value) =>
        value.StartsWith('/') ? "must be a relative path" : NoBackSteps(value);

    /// <summary>A path that never goes up.</summary>
    public static string? NoBackSteps(string value) => value.Split('/').Contains("..") ? "must not contain '..'" : null;

    /// <summary>A file's path in a volume whose files the node writes; names that begin with '..' are its own.</summary>
    public static string? VolumeFile(string value) =>
        RelativePath(value) ?? (value.StartsWith("..", StringComparison.Ordinal) ? "must not start with '..'" : null);

    private static bool IsLabel(ReadOnlySpan<char> value) => IsSegment(value, LowerOrDigit, LowerDigitOrDash);

    /// <summary>Whether the first and last character are of one set and all of another.</summary>
    private static bool IsSegment(ReadOnlySpan<char> value, SearchValues<char> edge, SearchValues<char> all) =>
        value.Length > 0 && edge.Contains(value[0]) && edge.Contains(value[^1]) && !value.ContainsAnyExcept(all);

    /// <summary>Whether all parts between separators are such segments.</summary>
    private static bool AreSegments(
        ReadOnlySpan<char> value, ReadOnlySpan<char> separators, SearchValues<char> edge, SearchValues<char> all)
    {
        foreach (var part in value.SplitAny(separators))
        {
            if (!IsSegment(value[part], edge, all))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsIpv4(string value)
    {
        var parts = value.Split('.');
        return parts.Length == 4
            && parts.All(p => p.Length is > 0 and <= 3 && p.All(char.IsAsciiDigit) && (p.Length == 1 || p[0] != '0'));
    }
}
