using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Agent.Benchmarks.Density;

/// <summary>Stands between the agent and the runtime, passes every call on as it is, and writes down when it came and ended.</summary>
internal sealed class RuntimeProxy : IAsyncDisposable
{
    private readonly ConcurrentQueue<RecordedCall> _calls = new();
    private readonly HttpMessageInvoker _runtime;
    private readonly WebApplication _server;

    private RuntimeProxy(string socket, string runtimeSocket)
    {
        Endpoint = "unix://" + socket;
        _runtime = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = (_, cancellation) => ConnectAsync(runtimeSocket, cancellation),
            UseProxy = false,
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket, o => o.Protocols = HttpProtocols.Http2));
        _server = builder.Build();
        _server.Run(PassOnAsync);
    }

    public string Endpoint { get; }

    public static async Task<RuntimeProxy> StartAsync(string socket, string runtimeSocket)
    {
        var proxy = new RuntimeProxy(socket, runtimeSocket);
        await proxy._server.StartAsync();
        return proxy;
    }

    /// <summary>The calls that have ended since the last time it was asked.</summary>
    public IReadOnlyList<RecordedCall> Take()
    {
        List<RecordedCall> calls = [];
        while (_calls.TryDequeue(out var call))
        {
            calls.Add(call);
        }

        return calls;
    }

    /// <summary>Writes how many calls of each kind there were since the last time, and how long they took.</summary>
    public void PrintTotals(string whose)
    {
        foreach (var calls in Take().GroupBy(call => call.Method))
        {
            var mean = calls.Average(call => Stopwatch.GetElapsedTime(call.Start, call.End).TotalMilliseconds);
            Console.WriteLine($"  {whose}: {calls.Key} {calls.Count()} times, {mean:0.0} ms each");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _runtime.Dispose();
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task PassOnAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://localhost" + context.Request.Path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StreamContent(context.Request.Body),
        };
        foreach (var (name, value) in context.Request.Headers.Where(h => h.Key is not ("Host" or "Content-Length")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.ToString()))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value.ToString());
            }
        }

        using var response = await _runtime.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        foreach (var (name, values) in response.Headers)
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        foreach (var (name, values) in response.TrailingHeaders)
        {
            context.Response.AppendTrailer(name, values.ToArray());
        }

        await context.Response.CompleteAsync();
        var method = context.Request.Path.Value!;
        _calls.Enqueue(new RecordedCall(method[(method.LastIndexOf('/') + 1)..], start, Stopwatch.GetTimestamp()));
    }
}
