using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Agent.Server.Health;

/// <summary>
/// Serves GET /healthz over plain HTTP, without asking who calls, which is why its default address is the loopback one. A port
/// that is taken is tried again and again; nothing else of the agent depends on it.
/// </summary>
public sealed partial class HealthzServer : BackgroundService
{
    private readonly HealthzOptions _options;
    private readonly IReadOnlyList<HealthCheck> _checks;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _log;
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes the server; it listens once it is started.</summary>
    public HealthzServer(HealthzOptions options, IEnumerable<HealthCheck> checks, ILoggerFactory loggers)
    {
        _options = options;
        _checks = [.. checks];
        _loggers = loggers;
        _log = loggers.CreateLogger<HealthzServer>();
    }

    /// <summary>Completes when the server listens.</summary>
    public Task Listening => _listening.Task;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.Port == 0)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ServeAsync(stoppingToken);
            }
            catch (IOException e)
            {
                LogCannotListen(_options.Address, _options.Port, e.Message, _options.RetryPeriod);
                await Task.Delay(_options.RetryPeriod, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ServeAsync(CancellationToken stoppingToken)
    {
        await using var server = MiniServer.Build(
            _loggers,
            options => options.Listen(_options.Address, _options.Port),
            application => application.MapGet("/healthz", AnswerAsync));
        await server.StartAsync(stoppingToken);
        LogListening(_options.Address, _options.Port);
        _listening.TrySetResult();
        await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.StopAsync(CancellationToken.None);
    }

    private Task AnswerAsync(HttpContext context)
    {
        var report = HealthReport.Of(_checks, verbose: context.Request.Query.ContainsKey("verbose"));
        context.Response.StatusCode = report.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(report.Text, context.RequestAborted);
    }

    [LoggerMessage(1, LogLevel.Information, "Serving /healthz on {Address}:{Port}")]
    private partial void LogListening(System.Net.IPAddress address, int port);

    [LoggerMessage(2, LogLevel.Warning, "Cannot serve /healthz on {Address}:{Port}: {Error}; next attempt in {RetryPeriod}")]
    private partial void LogCannotListen(System.Net.IPAddress address, int port, string error, TimeSpan retryPeriod);
}
