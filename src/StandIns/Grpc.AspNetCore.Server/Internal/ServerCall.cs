using Grpc.Core;
using Grpc.Net.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>A call being served: the request and response of ASP.NET Core, and what a service sees of them.</summary>
internal sealed partial class ServerCall : ServerCallContext
{
    private readonly ServiceSettings _settings;
    private readonly ILogger _logger;
    private string? _responseEncoding;
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;

    private ServerCall(HttpContext http, ServiceSettings settings, ILogger logger)
    {
        Http = http;
        _settings = settings;
        _logger = logger;
    }

    public HttpContext Http { get; }

    public bool IsAborted => Http.RequestAborted.IsCancellationRequested;

    protected override string MethodCore => Http.Request.Path.Value!;

    protected override string HostCore => Http.Request.Host.Value!;

    protected override string PeerCore => RequestHead.Peer(Http.Connection);

    protected override Metadata RequestHeadersCore => _requestHeaders ??= RequestHead.ToMetadata(Http.Request.Headers);

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    // No identity is read from a client's certificate: such a peer counts as not authenticated.
    protected override AuthContext AuthContextCore => new(null, []);

    protected override IDictionary<object, object> UserStateCore => Http.Items!;

    /// <summary>Serves a request: checks that it is gRPC's, runs the method, makes its outcome status and trailers.</summary>
    public static Task ServeAsync(
        HttpContext http, IMethod method, ServiceSettings settings, ILogger logger, Func<ServerCall, Task> serve)
    {
        if (!WireNames.IsGrpcContentType(http.Request.ContentType))
        {
            var reason = $"Content-Type '{http.Request.ContentType}' is not supported.";
            return RefuseAsync(http, StatusCodes.Status415UnsupportedMediaType, reason, logger);
        }

        if (!HttpProtocol.IsHttp2(http.Request.Protocol))
        {
            http.Response.Headers.Upgrade = HttpProtocol.Http2;
            var reason = $"Request protocol '{http.Request.Protocol}' is not supported.";
            return RefuseAsync(http, StatusCodes.Status426UpgradeRequired, reason, logger);
        }

        http.Response.ContentType = WireNames.ContentType;
        return new ServerCall(http, settings, logger).RunAsync(serve, method.Name);
    }

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        if (Http.Response.HasStarted)
        {
            throw new InvalidOperationException("The response headers are sent; they can be sent once in a call.");
        }

        foreach (var entry in responseHeaders)
        {
            if (entry.Key == WireNames.EncodingRequest)
            {
                Respond(entry.Value);
            }
            else
            {
                ResponseHead.Append(Http.Response.Headers, entry, "header");
            }
        }

        return Http.Response.BodyWriter.FlushAsync().AsTask();
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("A call made from a service takes its deadline and token from the context itself.");

    private static Task RefuseAsync(HttpContext http, int httpStatus, string reason, ILogger logger)
    {
        Log.RequestRefused(logger, reason);
        ResponseHead.Refuse(http.Response, httpStatus, new Status(StatusCode.Internal, reason));
        return Task.CompletedTask;
    }

    private void Respond(string encoding)
    {
        _responseEncoding = encoding;
        Http.Response.Headers[WireNames.Encoding] = encoding;
    }

    private async Task RunAsync(Func<ServerCall, Task> serve, string name)
    {
        Exception? failure = null;
        try
        {
            StartDeadline();
            if (_settings.ResponseEncoding is { } encoding && RequestHead.Accepts(Http.Request, encoding))
            {
                Respond(encoding);
            }

            await serve(this);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        var inTime = await StopDeadlineAsync();
        if (failure is not null)
        {
            StatusCore = ToStatus(failure, name);
        }

        if (inTime)
        {
            ResponseHead.WriteStatus(Http.Response, StatusCore, _responseTrailers);
        }
    }

    private Status ToStatus(Exception failure, string name)
    {
        if (failure is RpcException rpc)
        {
            Log.ServiceEnded(_logger, name, rpc.StatusCode, rpc.Status.Detail, rpc.Status.DebugException);
            foreach (var entry in rpc.Trailers)
            {
                ResponseTrailersCore.Add(entry);
            }

            return rpc.Status;
        }

        if (IsDeadlineExceeded || (IsAborted && failure is OperationCanceledException or IOException))
        {
            Log.ServiceCancelled(_logger, name, failure);
        }
        else
        {
            Log.ServiceFailed(_logger, name, failure);
        }

        const string detail = "Exception was thrown by handler.";
        return new Status(
            StatusCode.Unknown,
            _settings.DetailedErrors ? $"{detail} {failure.GetType().Name}: {failure.Message}" : detail,
            failure);
    }
}
