using System.Net;
using System.Net.Sockets;
using Agent.Server.Health;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.Server.Tests.Health;

public sealed class HealthzServerTests : IDisposable
{
    private readonly HttpClient _http = new();
    private string? _problem;

    [Fact]
    public async Task Get_Healthz_SaysHowItIs()
    {
        using var server = Server(FreePort(), out var url);
        await server.StartAsync(CancellationToken.None);
        await server.Listening.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal("ok", await _http.GetStringAsync(url));
        _problem = "bad";
        using var answer = await _http.GetAsync(url);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("[-]test failed: bad", await answer.Content.ReadAsStringAsync());
        await server.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Get_AnythingElse_IsNotFound()
    {
        using var server = Server(FreePort(), out var url);
        await server.StartAsync(CancellationToken.None);
        await server.Listening.WaitAsync(TimeSpan.FromSeconds(30));

        using var answer = await _http.GetAsync(new Uri(new Uri(url), "/explain"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await server.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Start_PortTaken_IsTriedAgain()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var server = Server(((IPEndPoint)taken.LocalEndpoint).Port, out var url);
        await server.StartAsync(CancellationToken.None);
        Assert.False(server.Listening.IsCompleted);

        taken.Stop();
        await server.Listening.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("ok", await _http.GetStringAsync(url));
        await server.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Start_PortZero_ServesNothing()
    {
        using var server = Server(0, out _);
        await server.StartAsync(CancellationToken.None);

        await server.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(server.Listening.IsCompleted);
    }

    public void Dispose() => _http.Dispose();

    private HealthzServer Server(int port, out string url)
    {
        url = $"http://127.0.0.1:{port}/healthz";
        var options = new HealthzOptions(IPAddress.Loopback, port) { RetryPeriod = TimeSpan.FromMilliseconds(20) };
        return new HealthzServer(options, [new HealthCheck("test", () => _problem)], NullLoggerFactory.Instance);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
