using System.Net;
using System.Text.RegularExpressions;

namespace Agent.Kubernetes.Validation;

/// <summary>How names of every sort are written. Each rule answers what is wrong with a value, or null.</summary>
internal static partial class NameRules
{
    private const int LabelLength = 63;
    private const int SubdomainLength = 253;
    private const int PortNameLength = 15;

    /// <summary>RFC 1123 label, as names of containers and volumes are.</summary>
    public static string? DnsLabel(string value) =>
        value.Length > LabelLength ? $"must be no more than {LabelLength} characters"
        : LabelPattern().IsMatch(value) ? null
        : "must be a lower case RFC 1123 label: a-z, 0-9 and '-', first and last not '-'";

    /// <summary>RFC 1123 subdomain, as names of pods are.</summary>
    public static string? DnsSubdomain(string value) =>
        value.Length > SubdomainLength ? $"must be no more than {SubdomainLength} characters"
        : SubdomainPattern().IsMatch(value) ? null
        : "must be a lower case RFC 1123 subdomain: labels of a-z, 0-9 and '-' with '.' between";

    /// <summary>A domain to search for names: a subdomain in which '_' is allowed, with or without a dot at the end, or just a dot.</summary>
    public static string? DnsSearch(string value)
    {
        var name = value.EndsWith('.') ? value[..^1] : value;
        return value == "." || (name.Length <= SubdomainLength && SearchPattern().IsMatch(name))
            ? null
            : "must be a lower case domain name: a-z, 0-9, '-' and '_' with '.' between";
    }

    /// <summary>Name of a label, annotation or condition: a name of 63 characters, with a domain in front where it needs one.</summary>
    public static string? QualifiedName(string value)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var (prefix, name) = slash < 0 ? (null, value) : (value[..slash], value[(slash + 1)..]);
        if (prefix is not null && DnsSubdomain(prefix) is { } wrong)
        {
            return prefix.Length == 0 ? "the part before '/' must not be empty" : "the part before '/' " + wrong;
        }

        return name.Length is > 0 and <= LabelLength && QualifiedPattern().IsMatch(name)
            ? null
            : $"the name must be 1 to {LabelLength} of A-Z, a-z, 0-9, '-', '_' and '.', first and last a letter or digit";
    }

    /// <summary>Value of a label.</summary>
    public static string? LabelValue(string value) =>
        value.Length == 0 || (value.Length <= LabelLength && QualifiedPattern().IsMatch(value))
            ? null
            : $"must be empty or up to {LabelLength} of A-Z, a-z, 0-9, '-', '_' and '.', first and last a letter or digit";

    /// <summary>Name of an environment variable: printable ASCII without '='.</summary>
    public static string? EnvironmentVariable(string value) =>
        value.All(c => c is >= ' ' and <= '~' and not '=') ? null : "must be printable ASCII without '='";

    /// <summary>Key of a config map or secret.</summary>
    public static string? ConfigKey(string value) =>
        value.Length > SubdomainLength ? $"must be no more than {SubdomainLength} characters"
        : !ConfigKeyPattern().IsMatch(value) ? "must be of A-Z, a-z, 0-9, '-', '_' and '.'"
        : value is "." || value.StartsWith("..", StringComparison.Ordinal) ? "must not be '.' or start with '..'"
        : null;

    /// <summary>Name of a port (RFC 6335).</summary>
    public static string? PortName(string value) =>
        value.Length <= PortNameLength && PortNamePattern().IsMatch(value) && value.Any(char.IsAsciiLetterLower)
        && !value.Contains("--", StringComparison.Ordinal)
            ? null
            : $"must be 1 to {PortNameLength} of a-z, 0-9 and '-', with a letter, and no '-' first, last or twice in a row";

    /// <summary>Name of an HTTP header.</summary>
    public static string? HttpHeader(string value) => HeaderPattern().IsMatch(value) ? null : "must be of A-Z, a-z, 0-9 and '-'";

    /// <summary>Name of a kernel parameter.</summary>
    public static string? Sysctl(string value) =>
        value.Length <= SubdomainLength && SysctlPattern().IsMatch(value)
            ? null
            : $"must have at most {SubdomainLength} characters of a-z, 0-9, '-' and '_' with '.' or '/' between";

    /// <summary>An IP address of either family, written in full.</summary>
    public static string? IpAddress(string value) =>
        !value.Contains('%', StringComparison.Ordinal) && !value.Contains('[', StringComparison.Ordinal)
        && IPAddress.TryParse(value, out _) && (value.Contains(':', StringComparison.Ordinal) || Ipv4Pattern().IsMatch(value))
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

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex(@"^[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?(\.[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?)*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SearchPattern();

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\z")]
    private static partial Regex QualifiedPattern();

    [GeneratedRegex(@"^[-._a-zA-Z0-9]+\z")]
    private static partial Regex ConfigKeyPattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex PortNamePattern();

    [GeneratedRegex(@"^[-A-Za-z0-9]+\z")]
    private static partial Regex HeaderPattern();

    [GeneratedRegex(@"^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SysctlPattern();

    [GeneratedRegex(@"^(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}\z")]
    private static partial Regex Ipv4Pattern();
}
