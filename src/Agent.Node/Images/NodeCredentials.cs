using Agent.Cri.Protocol;

namespace Agent.Node.Images;

/// <summary>
/// Credentials of the node: the first usable one of the docker configuration files, which every pod may use. They count for five
/// minutes (the kubelet's), then the files are read again.
/// </summary>
internal sealed class NodeCredentials
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private string? _text;
    private bool _isNested;
    private DateTimeOffset? _readAt;

    /// <summary>Whether the files need to be read first.</summary>
    public bool IsStale(DateTimeOffset now) => _readAt is not { } readAt || now - readAt > Lifetime;

    /// <summary>Takes what the files say, in the order in which they count.</summary>
    /// <param name="files">Path and text; null: not there, or not readable.</param>
    /// <param name="now">Now.</param>
    public void Take(IEnumerable<KeyValuePair<string, string?>> files, DateTimeOffset now)
    {
        _readAt = now;
        _text = null;
        foreach (var (path, text) in files)
        {
            var isNested = !path.EndsWith(".dockercfg", StringComparison.Ordinal);
            if (text is not null && PullCredentials.IsUsable(text, isNested))
            {
                (_text, _isNested) = (text, isNested);
                return;
            }
        }
    }

    /// <summary>Those that fit an image.</summary>
    public IReadOnlyList<AuthConfig> For(string image) => _text is null ? [] : PullCredentials.For(image, _text, _isNested);
}
