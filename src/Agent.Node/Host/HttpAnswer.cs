namespace Agent.Node.Host;

/// <summary>An HTTP response.</summary>
/// <param name="StatusCode">Its status code.</param>
/// <param name="Location">Its header Location; null: none.</param>
/// <param name="Body">The beginning of its body; kept of redirects (3xx) only.</param>
public sealed record HttpAnswer(int StatusCode, string? Location, string Body)
{
    /// <summary>Bytes of a body that are read; the kubelet's 10 KiB.</summary>
    public const int MaxBody = 10 * 1024;
}
