using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Agent.Cri;

/// <summary>Where a runtime serves the CRI: a unix socket. Immutable; equal if the paths are.</summary>
public sealed record CriEndpoint
{
    /// <summary>Longest path of a unix socket on Linux, in bytes: <c>sun_path</c> without its final zero.</summary>
    public const int MaxPathBytes = 107;

    private const string Scheme = "unix:";
    private const string Allowed = "expected a unix socket, such as unix:///run/containerd/containerd.sock";

    private CriEndpoint(string socketPath) => SocketPath = socketPath;

    /// <summary>Absolute path of the socket.</summary>
    public string SocketPath { get; }

    /// <summary>
    /// Reads an endpoint as the kubelet's <c>containerRuntimeEndpoint</c> gives it: <c>unix:///path</c>, or a bare absolute
    /// path, which means the same.
    /// </summary>
    /// <exception cref="FormatException">It is neither; the message says what is wrong and what is allowed.</exception>
    public static CriEndpoint Parse(string value)
        => TryParse(value, out var endpoint, out var error) ? endpoint : throw new FormatException(error);

    /// <summary>Like <see cref="Parse"/>, with the message instead of an exception.</summary>
    public static bool TryParse(
        string? value, [NotNullWhen(true)] out CriEndpoint? endpoint, [NotNullWhen(false)] out string? error)
    {
        var (path, fault) = ReadPath(value ?? "");
        fault ??= PathFault(path);
        endpoint = fault is null ? new CriEndpoint(path) : null;
        error = fault is null ? null : $"\"{value}\" is not an endpoint of a container runtime: {fault}; {Allowed}";
        return fault is null;
    }

    /// <summary>The endpoint as <c>unix:///path</c>.</summary>
    public override string ToString()
        => "unix://" + Uri.EscapeDataString(SocketPath).Replace("%2F", "/", StringComparison.Ordinal);

    private static (string Path, string? Fault) ReadPath(string value)
    {
        if (value.Length == 0)
        {
            return ("", "it is empty");
        }

        if (value[0] == '/')
        {
            return (value, null);
        }

        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            var colon = value.IndexOf("://", StringComparison.Ordinal);
            return ("", colon > 0 ? $"{value[..colon]} is not supported" : "it is not an absolute path");
        }

        // unix:/path is short for unix:///path; between two slashes and a third there would be a host.
        var rest = value[Scheme.Length..];
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            rest = rest[2..];
            if (rest.Length > 0 && rest[0] != '/')
            {
                return ("", $"{rest.Split('/')[0]} stands where a host would, write three slashes before the path");
            }
        }

        return rest.AsSpan().IndexOfAny('?', '#') >= 0
            ? ("", "a query or fragment has no meaning here")
            : (Uri.UnescapeDataString(rest), null);
    }

    private static string? PathFault(string path)
    {
        if (path.Length < 2 || path[0] != '/')
        {
            return "it has no absolute path";
        }

        if (path[^1] == '/')
        {
            return "the path is that of a directory";
        }

        if (path.Any(char.IsControl))
        {
            return "the path has a control character";
        }

        var bytes = Encoding.UTF8.GetByteCount(path);
        return bytes > MaxPathBytes
            ? FormattableString.Invariant($"the path has {bytes} bytes, more than the {MaxPathBytes} of a socket's path")
            : null;
    }
}
