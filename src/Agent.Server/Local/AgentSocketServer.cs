using System.Text.Json.Serialization.Metadata;
using Agent.Node.Explain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Agent.Server.Local;

/// <summary>
/// Answers <c>agent pods</c> and <c>agent explain</c> on a unix socket that only its owner can open. Every answer is read from
/// the notice board, so that it is there at once also while the runtime hangs.
/// </summary>
public sealed partial class AgentSocketServer : IHostedService, IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly AgentSocketOptions _options;
    private readonly ExplainBoard _board;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _log;
    private WebApplication? _server;

    /// <summary>Makes the server; it listens once it is started.</summary>
    public AgentSocketServer(AgentSocketOptions options, ExplainBoard board, ILoggerFactory loggers)
    {
        _options = options;
        _board = board;
        _loggers = loggers;
        _log = loggers.CreateLogger<AgentSocketServer>();
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The socket cannot be made.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Made under another name, closed to others, and only then moved to where clients look. That also replaces what an
        // agent left behind that could not clean up.
        var nascent = $"{_options.Path}.{Environment.ProcessId}";
        File.Delete(nascent);
        _server = MiniServer.Build(_loggers, options => options.ListenUnixSocket(nascent), Map);
        await _server.StartAsync(cancellationToken);
        File.SetUnixFileMode(nascent, OwnerOnly);
        File.Move(nascent, _options.Path, overwrite: true);
        LogListening(_options.Path);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is { } server)
        {
            await server.StopAsync(cancellationToken);
            File.Delete(_options.Path);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server is null ? ValueTask.CompletedTask : _server.DisposeAsync();

    private void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/pods", context => WriteAsync(
            context,
            new PodReport([.. _board.Pods.Select(pod => pod with { Transitions = [] })]),
            LocalJson.Default.PodReport));
        routes.MapGet("/explain", context => WriteAsync(
            context,
            NodeReport.Of(_options.NodeName, _board),
            LocalJson.Default.NodeReport));
        routes.MapGet("/explain/{namespace}/{name}", ExplainPodAsync);
    }

    private Task ExplainPodAsync(HttpContext context)
    {
        var (space, name) = ((string)context.GetRouteValue("namespace")!, (string)context.GetRouteValue("name")!);
        PodExplanation[] pods = [.. _board.Pods.Where(pod => pod.Namespace == space && pod.PodName == name)];
        context.Response.StatusCode = pods.Length > 0 ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        return WriteAsync(context, new PodReport(pods), LocalJson.Default.PodReport);
    }

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(value, type, contentType: null, context.RequestAborted);

    [LoggerMessage(1, LogLevel.Information, "Serving agent pods and agent explain on {Path}")]
    private partial void LogListening(string path);
}
