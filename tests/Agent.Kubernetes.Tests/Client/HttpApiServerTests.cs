using System.Diagnostics.Metrics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Client;
using Agent.Kubernetes.Kubeconfig;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Agent.Kubernetes.Tests.Client;

public sealed class HttpApiServerTests
{
    private static readonly ApiRequest GetPod = ApiRequests.Get(KubernetesResources.Pods, "default", "web");

    [Fact]
    public async Task Send_Get_SendsPathQueryAndHeaders()
    {
        await using var server = await TestApiServer.StartAsync(context => context.Response.WriteAsync(
            $$$"""{"kind":"Pod","metadata":{"name":"{{{context.Request.Protocol}}} {{{context.Request.Method}}} {{{context.Request.Path}}}{{{context.Request.QueryString}}} {{{context.Request.Headers.Accept}}} {{{context.Request.Headers.UserAgent}}}"}}"""));
        using var client = new HttpApiServer(server.Access, new HttpApiServerOptions { UserAgent = ApiUserAgent.Of("1", "linux/amd64", "v1.36.2") });

        var response = await client.SendAsync(
            ApiRequests.List(KubernetesResources.Pods, fieldSelector: "spec.nodeName=n1"), CancellationToken.None);

        Assert.True(response.IsSuccess);
        Assert.Equal(
            "HTTP/2 GET /api/v1/pods?fieldSelector=spec.nodeName%3Dn1 application/json agent/1 (linux/amd64) kubernetes/v1.36.2",
            response.Read<V1Pod>().Metadata.Name);
    }

    [Fact]
    public async Task Send_Patch_SendsBodyAndItsType()
    {
        await using var server = await TestApiServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync($"{context.Request.Method} {context.Request.Path} {context.Request.ContentType} {await reader.ReadToEndAsync()}");
        });
        using var client = Client(server);

        var response = await client.SendAsync(
            ApiRequests.Patch(KubernetesResources.Pods, "default", "web", "{}"u8.ToArray(), ApiContentTypes.StrategicMergePatch, "status"), CancellationToken.None);

        Assert.Equal("PATCH /api/v1/namespaces/default/pods/web/status application/strategic-merge-patch+json {}", Text(response));
    }

    [Fact]
    public async Task Send_ServerUrlWithPath_PutsItBeforeThePath()
    {
        await using var server = await TestApiServer.StartAsync(context => context.Response.WriteAsync(context.Request.Path));
        using var client = new HttpApiServer(server.Access with { Server = new Uri(server.Url, "/clusters/c1/") }, new HttpApiServerOptions());

        Assert.Equal("/clusters/c1/api/v1/namespaces/default/pods/web", Text(await client.SendAsync(GetPod, CancellationToken.None)));
    }

    [Theory]
    [InlineData(403, "Forbidden", null)]
    [InlineData(409, "AlreadyExists", null)]
    [InlineData(422, "Invalid", null)]
    [InlineData(429, "TooManyRequests", 7)]
    [InlineData(500, "InternalError", null)]
    [InlineData(503, "ServiceUnavailable", 1)]
    public async Task Send_ErrorOfTheServer_IsAnAnswer(int code, string reason, int? retryAfter)
    {
        await using var server = await TestApiServer.StartAsync(context =>
        {
            context.Response.StatusCode = code;
            if (retryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            }

            return context.Response.WriteAsync($$"""{"kind":"Status","apiVersion":"v1","message":"no","reason":"{{reason}}","code":{{code}} }""");
        });
        using var client = Client(server);

        var response = await client.SendAsync(GetPod, CancellationToken.None);

        Assert.Equal(code, response.StatusCode);
        Assert.Equal(retryAfter, response.RetryAfter?.TotalSeconds);
        Assert.Equal((code, reason, "no"), (ApiStatus.Parse(response).Code, ApiStatus.Parse(response).Reason, ApiStatus.Parse(response).Message));
    }

    [Fact]
    public async Task Send_RetryAfterADate_IsTheTimeUntilThen()
    {
        var time = new ManualTime(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
        await using var server = await TestApiServer.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = context.Request.Path.Value!.EndsWith("web", StringComparison.Ordinal)
                ? "Sat, 31 Jan 2026 12:00:30 GMT"
                : "Sat, 31 Jan 2026 11:00:00 GMT";
            return Task.CompletedTask;
        });
        using var client = new HttpApiServer(server.Access, new HttpApiServerOptions { Time = time });

        Assert.Equal(TimeSpan.FromSeconds(30), (await client.SendAsync(GetPod, CancellationToken.None)).RetryAfter);
        Assert.Equal(TimeSpan.Zero, (await client.SendAsync(GetPod with { Name = "db" }, CancellationToken.None)).RetryAfter);
    }

    [Fact]
    public async Task Send_MalformedBody_IsAnAnswerThatCannotBeRead()
    {
        await using var server = await TestApiServer.StartAsync(context => context.Response.WriteAsync("{\"kind\":"));
        using var client = Client(server);

        var response = await client.SendAsync(GetPod, CancellationToken.None);

        Assert.Throws<JsonException>(() => response.Read<V1Pod>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_AnswerOverTheBound_IsRefused(bool announced)
    {
        await using var server = await TestApiServer.StartAsync(context =>
        {
            context.Response.ContentLength = announced ? 2000 : null;
            return context.Response.WriteAsync(new string('x', 2000));
        });
        using var client = new HttpApiServer(server.Access, new HttpApiServerOptions { MaxResponseBytes = 1999 });

        var e = await Assert.ThrowsAsync<ApiConnectionException>(() => client.SendAsync(GetPod, CancellationToken.None));

        Assert.Contains("more than 1999 bytes", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "gzip")]
    [InlineData(true, "")]
    public async Task Send_Compression_IsAskedForUnlessDisabled(bool disabled, string encoding)
    {
        await using var server = await TestApiServer.StartAsync(async context =>
        {
            var text = Encoding.UTF8.GetBytes(context.Request.Headers.AcceptEncoding.ToString());
            if (text.Length == 0)
            {
                await context.Response.WriteAsync("none");
                return;
            }

            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionMode.Compress);
            await gzip.WriteAsync(text);
        });
        using var client = new HttpApiServer(server.Access with { DisableCompression = disabled }, new HttpApiServerOptions());

        Assert.Equal(encoding.Length == 0 ? "none" : encoding, Text(await client.SendAsync(GetPod, CancellationToken.None)));
    }

    [Fact]
    public async Task Send_ServerSpeaksOnlyHttp1_FallsBack()
    {
        await using var server = await TestApiServer.StartAsync(
            context => context.Response.WriteAsync(context.Request.Protocol), protocols: HttpProtocols.Http1);
        using var client = Client(server);

        Assert.Equal("HTTP/1.1", Text(await client.SendAsync(GetPod, CancellationToken.None)));
    }

    [Fact]
    public async Task Send_Http2Disabled_SpeaksHttp1()
    {
        await using var server = await TestApiServer.StartAsync(context => context.Response.WriteAsync(context.Request.Protocol));
        using var client = new HttpApiServer(server.Access, new HttpApiServerOptions { DisableHttp2 = true });

        Assert.Equal("HTTP/1.1", Text(await client.SendAsync(GetPod, CancellationToken.None)));
    }

    [Fact]
    public async Task Send_ServerWithoutTls_IsReached()
    {
        await using var server = await TestApiServer.StartAsync(context => context.Response.WriteAsync(context.Request.Scheme), tls: false);
        using var client = new HttpApiServer(
            new ApiAccess { Origin = "test", Server = new Uri($"http://127.0.0.1:{server.Port}") }, new HttpApiServerOptions());

        Assert.Equal("http", Text(await client.SendAsync(GetPod, CancellationToken.None)));
    }

    [Theory]
    [InlineData("http://me:p%40ss@")]
    [InlineData("socks5://")]
    public async Task Send_Proxy_CarriesTheConnection(string start)
    {
        await using var server = await TestApiServer.StartAsync(context => context.Response.WriteAsync(context.Request.Protocol));
        using var proxy = new TestProxy();
        using var client = new HttpApiServer(server.Access with { Proxy = new Uri($"{start}127.0.0.1:{proxy.Port}") }, new HttpApiServerOptions());

        Assert.Equal("HTTP/2", Text(await client.SendAsync(GetPod, CancellationToken.None)));
        Assert.Equal([$"127.0.0.1:{server.Port}"], proxy.Targets);
        Assert.Equal(start.StartsWith("http", StringComparison.Ordinal) ? "me:p@ss" : null, proxy.Credentials);
    }

    [Fact]
    public async Task Send_ServerGone_SaysSoAndRecoversWithIt()
    {
        var server = await TestApiServer.StartAsync(context => context.Response.WriteAsync("one"));
        var port = server.Port;
        using var client = Client(server);
        Assert.Equal("one", Text(await client.SendAsync(GetPod, CancellationToken.None)));
        await server.DisposeAsync();

        var e = await Assert.ThrowsAsync<ApiConnectionException>(() => client.SendAsync(GetPod, CancellationToken.None));
        Assert.StartsWith($"https://127.0.0.1:{port}: ", e.Message, StringComparison.Ordinal);
        e = await Assert.ThrowsAsync<ApiConnectionException>(() => client.SendAsync(GetPod, CancellationToken.None));
        Assert.False(e.RequestSent);

        await using var again = await TestApiServer.StartAsync(context => context.Response.WriteAsync("two"), port: port);
        Assert.Equal("two", Text(await client.SendAsync(GetPod, CancellationToken.None)));
    }

    [Fact]
    public async Task Send_ConnectionEndsWithinTheAnswer_MayHaveActed()
    {
        await using var server = await TestApiServer.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var client = Client(server);

        var e = await Assert.ThrowsAsync<ApiConnectionException>(() => client.SendAsync(GetPod, CancellationToken.None));

        Assert.True(e.RequestSent);
    }

    [Fact]
    public async Task Send_GivenUp_IsCancelled()
    {
        await using var server = await TestApiServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var client = Client(server);
        using var cancel = new CancellationTokenSource();
        var send = client.SendAsync(GetPod, cancel.Token);

        await cancel.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => send);
        Assert.Equal(cancel.Token, e.CancellationToken);
    }

    [Fact]
    public async Task Send_Redirect_IsNotFollowed()
    {
        await using var server = await TestApiServer.StartAsync(context =>
        {
            context.Response.Redirect("https://127.0.0.1:1/");
            return Task.CompletedTask;
        });
        using var client = Client(server);

        Assert.Equal(302, (await client.SendAsync(GetPod, CancellationToken.None)).StatusCode);
    }

    [Fact]
    public async Task Send_Impersonation_NamesTheOther()
    {
        await using var server = await TestApiServer.StartAsync(context => context.Response.WriteAsync(string.Join(
            '\n', context.Request.Headers.Where(h => h.Key.StartsWith("Impersonate", StringComparison.OrdinalIgnoreCase)).Select(h => $"{h.Key.ToLowerInvariant()}={h.Value}"))));
        using var client = new HttpApiServer(
            server.Access with { Impersonate = new Impersonation("jane", "u1", ["a, b"], [new("example.org/scope", ["x"])]) }, new HttpApiServerOptions());

        Assert.Equal(
            ["impersonate-extra-example.org%2fscope=x", "impersonate-group=a, b", "impersonate-uid=u1", "impersonate-user=jane"],
            Text(await client.SendAsync(GetPod, CancellationToken.None)).Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Send_Always_IsCounted()
    {
        await using var server = await TestApiServer.StartAsync(context => Task.CompletedTask);
        using var client = Client(server);
        var seen = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == ClientInstruments.Name)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();

        await client.SendAsync(GetPod, CancellationToken.None);

        var host = server.Url.Authority;
        Assert.Equal([$"rest_client_request_duration verb=GET host={host}", $"rest_client_requests code=200 method=GET host={host}"], seen.Order(StringComparer.Ordinal));

        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}";
            if (text.EndsWith(server.Url.Authority, StringComparison.Ordinal))
            {
                lock (seen)
                {
                    seen.Add(text);
                }
            }
        }
    }

    private static HttpApiServer Client(TestApiServer server) => new(server.Access, new HttpApiServerOptions());

    private static string Text(ApiResponse response) => Encoding.UTF8.GetString(response.Body.Span);
}
