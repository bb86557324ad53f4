namespace Agent.Node.Host.Linux;

/// <content>Exchanges with containers.</content>
public sealed partial class LinuxHost
{
    private readonly HealthClient _health = new();

    /// <inheritdoc/>
    public Task<HttpAnswer> ExchangeHttpAsync(HttpCall call, CancellationToken cancellation) => HttpExchange.RunAsync(call, cancellation);

    /// <inheritdoc/>
    public async Task ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        using var socket = await Dialer.ConnectAsync(host, port, forStream: false, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<HealthAnswer> CheckHealthAsync(string host, int port, string service, string userAgent, CancellationToken cancellation) =>
        _health.CheckAsync(host, port, service, userAgent, cancellation);
}
