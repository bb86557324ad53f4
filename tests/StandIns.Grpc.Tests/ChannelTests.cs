using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests;

public class ChannelTests
{
    [Fact]
    public void ForAddress_HttpAddress_IsTheTarget()
    {
        using var channel = GrpcChannel.ForAddress("http://localhost:5000");
        using var same = GrpcChannel.ForAddress(new Uri("http://localhost:5000"));

        Assert.Equal("localhost:5000", channel.Target);
        Assert.Equal(channel.Target, same.Target);
    }

    [Fact]
    public void ForAddress_ClientAndHandler_Throws()
    {
        using var client = new HttpClient();
        using var handler = new SocketsHttpHandler();

        Assert.Throws<ArgumentException>(() => GrpcChannel.ForAddress(
            "http://localhost", new GrpcChannelOptions { HttpClient = client, HttpHandler = handler }));
    }

    [Fact]
    public void ForAddress_InsecureCredentialsForHttps_Throws() => Assert.Throws<InvalidOperationException>(
        () => GrpcChannel.ForAddress("https://localhost", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure }));

    [Fact]
    public void ForAddress_AnotherScheme_Throws() =>
        Assert.Throws<InvalidOperationException>(() => GrpcChannel.ForAddress("ftp://localhost"));

    [Fact]
    public void ForAddress_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => GrpcChannel.ForAddress((Uri)null!));
        Assert.Throws<ArgumentNullException>(() => GrpcChannel.ForAddress(new Uri("http://localhost"), null!));
    }

    [Fact]
    public async Task UnaryAsync_InsecureCredentials_CallsAnHttpAddress()
    {
        await using var server = await TestServer.StartAsync(
            channel: options => options.Credentials = ChannelCredentials.Insecure);

        Assert.Equal("a", (await server.Client.UnaryAsync(new Message { Text = "a" }).Soon()).Text);
    }

    [Fact]
    public async Task UnaryAsync_ThroughAnHttpClient_IsServed()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new HttpClient(UnixSocket.Handler(server.Socket));
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpClient = client });
        var grpc = new Fixture.FixtureClient(channel);

        Assert.Equal("a", (await grpc.UnaryAsync(new Message { Text = "a" }).Soon()).Text);
        using var stream = grpc.ServerStream(new Message { Number = 1 });
        Assert.True(await stream.ResponseStream.MoveNext().Soon());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dispose_GivenHandler_IsDisposedOnlyWhenAskedFor(bool dispose)
    {
        using var handler = new RecordingHandler();
        var channel = GrpcChannel.ForAddress(
            "http://localhost", new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = dispose });

        channel.Dispose();

        Assert.Equal(dispose, handler.IsDisposed);
    }

    [Fact]
    public async Task UnaryAsync_TheRequest_IsWhatTheProtocolAsksFor()
    {
        using var handler = new RecordingHandler();
        using var channel = GrpcChannel.ForAddress(
            "http://localhost/ignored", new GrpcChannelOptions { HttpHandler = handler });

        await new Fixture.FixtureClient(channel).UnaryAsync(new Message()).Fails();

        var request = handler.Request!;
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal("http://localhost/standins.fixture.v1.Fixture/Unary", request.RequestUri!.ToString());
        Assert.Equal((HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact), (request.Version, request.VersionPolicy));
        Assert.Equal("trailers", request.Headers.TE.ToString());
        Assert.Equal("application/grpc", request.Content!.Headers.ContentType!.ToString());
        var encodings = string.Join(',', request.Headers.GetValues("grpc-accept-encoding"));
        Assert.StartsWith("identity,gzip", encodings, StringComparison.Ordinal);
        Assert.False(request.Headers.Contains("grpc-timeout"));
        Assert.Null(request.Content.Headers.ContentLength);
    }

    private sealed class RecordingHandler : HttpMessageHandler
    {
        public HttpRequestMessage? Request { get; private set; }

        public bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Request = request;
            throw new HttpRequestException("recorded");
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
