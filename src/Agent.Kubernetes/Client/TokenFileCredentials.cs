using Agent.Kubernetes.Kubeconfig;

namespace Agent.Kubernetes.Client;

/// <summary>
/// A bearer token in a file that somebody renews: read at most once a minute, and after the server refused it. While the file
/// cannot be read the last token stays.
/// </summary>
internal sealed class TokenFileCredentials : ICredentialSource
{
    /// <summary>As in client-go.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private const int MaxBytes = 1 << 20;

    private readonly string _file;
    private readonly TimeProvider _time;
    private readonly NoticeOnce _notice;
    private readonly Lock _lock = new();
    private ApiCredential _current;
    private long _read;
    private bool _refused;

    public TokenFileCredentials(string file, string? initial, TimeProvider time, Action<string>? notice)
    {
        (_file, _time, _notice) = (file, time, new NoticeOnce(notice));
        _read = time.GetTimestamp();
        var (token, problem) = Read();
        if (token is null && initial is null)
        {
            throw new KubeconfigException(file, 0, "", problem!);
        }

        _notice.Tell(problem);
        _current = new ApiCredential("Bearer " + (token ?? initial));
    }

    public ValueTask<ApiCredential> GetAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_refused || _time.GetElapsedTime(_read) >= Period)
            {
                (_read, _refused) = (_time.GetTimestamp(), false);
                var (token, problem) = Read();
                _notice.Tell(problem is null ? null : $"{_file}: {problem}; the last token stays in use");
                if (token is not null && "Bearer " + token != _current.Authorization)
                {
                    _current = new ApiCredential("Bearer " + token);
                }
            }

            return new(_current);
        }
    }

    public void Refused(ApiCredential credential)
    {
        lock (_lock)
        {
            _refused |= ReferenceEquals(credential, _current);
        }
    }

    private (string? Token, string? Problem) Read()
    {
        try
        {
            if (new FileInfo(_file) is { Exists: true, Length: > MaxBytes })
            {
                return (null, $"is larger than {MaxBytes} bytes and no token");
            }

            var token = File.ReadAllText(_file).Trim();
            return token.Length == 0 ? (null, "is empty; a token is expected")
                : token.Any(char.IsControl) ? (null, "has a line end or another control character within the token")
                : (token, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"the token cannot be read: {e.Message}");
        }
    }
}
