using Agent.Kubernetes.Api;
using Agent.Kubernetes.Kubeconfig;

namespace Agent.Kubernetes.Client;

/// <summary>The pools of connections, one for each <see cref="ApiConnection"/>, made anew when certificates change.</summary>
internal sealed class ApiTransports : IDisposable
{
    private readonly ApiAccess _access;
    private readonly HttpApiServerOptions _options;
    private readonly NoticeOnce _notice;
    private readonly bool _rotate;
    private readonly Lock _lock = new();
    private readonly ApiTransport[] _pools = new ApiTransport[2];
    private TlsBytes _bytes;
    private KeyPairPem? _issued;
    private long _looked;
    private bool _disposed;

    /// <exception cref="KubeconfigException">A certificate or key cannot be used.</exception>
    public ApiTransports(ApiAccess access, HttpApiServerOptions options)
    {
        (_access, _options, _notice) = (access, options, new NoticeOnce(options.Notice));
        _rotate = TlsFiles.Rotate(access);
        _bytes = TlsFiles.Read(access);
        _looked = options.Time.GetTimestamp();
        Build(_bytes, issued: null);
    }

    /// <summary>The pool for a request; to be left when its answer has been read.</summary>
    /// <param name="connection">Which one.</param>
    /// <param name="issued">The client certificate that a program issued; null: none.</param>
    /// <exception cref="ApiConnectionException">That certificate cannot be used.</exception>
    public ApiTransport Enter(ApiConnection connection, KeyPairPem? issued)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            LookAtFiles();
            if (!ReferenceEquals(issued, _issued))
            {
                try
                {
                    Build(_bytes, issued);
                }
                catch (KubeconfigException e)
                {
                    throw new ApiConnectionException(e.Message, requestSent: false, e);
                }
            }

            return _pools[(int)connection].Enter()!;
        }
    }

    /// <summary>The next requests go over new connections.</summary>
    public void Reset(ApiConnection connection)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                Replace(connection, ApiHandlers.Create(_access, _options, TlsSetup.Create(_access, _bytes, _issued)));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var pool in _pools)
            {
                pool.Retire();
            }
        }
    }

    private void LookAtFiles()
    {
        if (!_rotate || _options.Time.GetElapsedTime(_looked) < _options.CertificateCheckPeriod)
        {
            return;
        }

        _looked = _options.Time.GetTimestamp();
        try
        {
            var now = TlsFiles.Read(_access);
            if (!now.Same(_bytes))
            {
                Build(now, _issued);
            }

            _notice.Tell(null);
        }
        catch (KubeconfigException e)
        {
            // Files that belong together are not always replaced at once.
            _notice.Tell($"{e.Message}; the connections stay as they are");
        }
    }

    private void Build(TlsBytes bytes, KeyPairPem? issued)
    {
        foreach (var connection in new[] { ApiConnection.Shared, ApiConnection.Heartbeat })
        {
            Replace(connection, ApiHandlers.Create(_access, _options, TlsSetup.Create(_access, bytes, issued)));
        }

        (_bytes, _issued) = (bytes, issued);
    }

    private void Replace(ApiConnection connection, SocketsHttpHandler handler)
    {
        var old = _pools[(int)connection];
        _pools[(int)connection] = new ApiTransport(handler);
        old?.Retire();
    }
}
