namespace Agent.Node.Host;

/// <summary>
/// Short exchanges with containers over the network, each on a connection of its own that is closed at its end. None has a deadline:
/// the caller cancels. Failures are <see cref="IOException"/> with a text for people.
/// </summary>
public interface IProber
{
    /// <summary>Sends a request over HTTP/1.1 and reads the answer, its body up to <see cref="HttpAnswer.MaxBody"/>.</summary>
    Task<HttpAnswer> ExchangeHttpAsync(HttpCall call, CancellationToken cancellation);

    /// <summary>Connects and closes the connection again.</summary>
    /// <param name="host">Address or name.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="cancellation">Gives up.</param>
    Task ConnectAsync(string host, int port, CancellationToken cancellation);

    /// <summary>Asks <c>grpc.health.v1.Health/Check</c> over plaintext HTTP/2.</summary>
    /// <param name="host">Address or name.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="service">The service asked for; empty: the server as a whole.</param>
    /// <param name="userAgent">The header user-agent.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<HealthAnswer> CheckHealthAsync(string host, int port, string service, string userAgent, CancellationToken cancellation);
}
