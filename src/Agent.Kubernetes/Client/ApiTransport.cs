namespace Agent.Kubernetes.Client;

/// <summary>
/// One pool of connections. It is closed when it has been replaced and nobody uses it any more, so that a new certificate does
/// not break what is under way.
/// </summary>
internal sealed class ApiTransport(SocketsHttpHandler handler)
{
    private readonly HttpMessageInvoker _invoker = new(handler);
    private readonly Lock _lock = new();
    private int _users;
    private bool _retired;

    /// <summary>Takes part; null when it is closed already.</summary>
    public ApiTransport? Enter()
    {
        lock (_lock)
        {
            _users += _retired ? 0 : 1;
            return _retired ? null : this;
        }
    }

    /// <summary>Sends; the answer's body is still on its way.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellation) =>
        _invoker.SendAsync(message, cancellation);

    /// <summary>Takes part no longer.</summary>
    public void Leave() => Change(users: -1, retire: false);

    /// <summary>Closes when the last user has left.</summary>
    public void Retire() => Change(users: 0, retire: true);

    private void Change(int users, bool retire)
    {
        bool close;
        lock (_lock)
        {
            _users += users;
            _retired |= retire;
            close = _retired && _users == 0;
        }

        if (close)
        {
            _invoker.Dispose();
        }
    }
}
