using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos;
using StandIns.Grpc.Tests.Protos.Health;

namespace StandIns.Grpc.Tests;

public class ServerTests
{
    [Fact]
    public async Task Context_OfAUnaryCall_DescribesTheCall()
    {
        await using var server = await TestServer.StartAsync();
        var seen = new List<object?>();
        server.Script.Unary = (request, context) =>
        {
            context.UserState["key"] = "value";
            seen.AddRange(
                [context.Method, context.Host, context.Peer, context.AuthContext.IsPeerAuthenticated, context.UserState["key"]]);
            seen.Add(context.GetHttpContext().Request.Path.Value);
            seen.Add(context.GetHttpContext().Items["key"]);
            return Task.FromResult(request);
        };

        await server.Client.UnaryAsync(new Message()).Soon();

        const string method = "/standins.fixture.v1.Fixture/Unary";
        Assert.Equal([method, "localhost", "unknown", false, "value", method, "value"], seen);
    }

    [Fact]
    public async Task Call_OfAMethodThatTheInterfaceLacks_FailsWithUnimplemented()
    {
        await using var server = await TestServer.StartAsync();

        var failure = await CallAsync(server, "standins.fixture.v1.Fixture", "None").Fails();

        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
    }

    [Fact]
    public async Task Call_OfAServiceThatIsNotMapped_FailsWithUnimplemented()
    {
        await using var server = await TestServer.StartAsync();

        var failure = await new Health.HealthClient(server.Channel).CheckAsync(new HealthCheckRequest()).Fails();

        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
    }

    [Fact]
    public async Task MapGrpcService_TwoServices_BothAreServed()
    {
        await using var server = await TestServer.StartAsync(map: app =>
        {
            app.MapGrpcService<FixtureService>();
            app.MapGrpcService<HealthService>();
        });

        Assert.Equal("a", (await server.Client.UnaryAsync(new Message { Text = "a" }).Soon()).Text);
        var health = await new Health.HealthClient(server.Channel).CheckAsync(new HealthCheckRequest()).Soon();
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
    }

    [Fact]
    public async Task MapGrpcService_ReturnedBuilder_AddsConventionsToTheEndpoints()
    {
        await using var server = await TestServer.StartAsync(
            map: app => app.MapGrpcService<FixtureService>().WithMetadata("marked"));

        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints;

        Assert.Contains(
            endpoints.OfType<RouteEndpoint>(),
            endpoint => endpoint.RoutePattern.RawText == "/standins.fixture.v1.Fixture/Unary"
                && endpoint.Metadata.GetMetadata<string>() == "marked");
    }

    [Fact]
    public void MapGrpcService_WithoutAddGrpc_Throws()
    {
        using var app = WebApplication.CreateSlimBuilder().Build();

        Assert.Throws<InvalidOperationException>(() => app.MapGrpcService<FixtureService>());
    }

    [Fact]
    public async Task Service_NotRegistered_IsCreatedForEachCallAndDisposed()
    {
        var made = new Made();
        await using var server = await TestServer.StartAsync(
            services: services => services.AddSingleton(made), map: app => app.MapGrpcService<DisposableService>());

        await server.Client.UnaryAsync(new Message()).Soon();
        await server.Client.UnaryAsync(new Message { Text = "throw" }).Fails();

        Assert.Equal(2, made.Created);
        await Waiting.Until(() => Task.FromResult(made.Disposed == 2));
    }

    [Fact]
    public async Task Service_RegisteredAsSingleton_IsSharedAndNotDisposedByACall()
    {
        var made = new Made();
        await using var server = await TestServer.StartAsync(
            services: services => services.AddSingleton(made).AddSingleton<DisposableService>(),
            map: app => app.MapGrpcService<DisposableService>());

        await server.Client.UnaryAsync(new Message()).Soon();
        await server.Client.UnaryAsync(new Message()).Soon();

        Assert.Equal((1, 0), (made.Created, made.Disposed));
    }

    [Fact]
    public async Task Request_OtherContentType_IsRefusedWith415()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new HttpClient(UnixSocket.Handler(server.Socket));

        using var response = await client.SendAsync(Post("/standins.fixture.v1.Fixture/Unary", "application/json"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal(["13"], response.Headers.GetValues("grpc-status"));
    }

    [Fact]
    public async Task Request_OverHttp1_IsRefusedWith426()
    {
        using var directory = new TestDirectory();
        var socket = directory.File("http1.sock");
        await using var server = await TestServer.StartAsync(
            listen: kestrel => kestrel.ListenUnixSocket(socket, endpoint => endpoint.Protocols = HttpProtocols.Http1));
        using var client = new HttpClient(UnixSocket.Handler(socket));
        using var request = Post("/standins.fixture.v1.Fixture/Unary", "application/grpc");
        request.Version = HttpVersion.Version11;

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
        Assert.Equal(["13"], response.Headers.GetValues("grpc-status"));
    }

    [Fact]
    public async Task Request_NotGrpcToAnotherPath_IsLeftToOtherEndpoints()
    {
        await using var server = await TestServer.StartAsync(map: app =>
        {
            app.MapGrpcService<FixtureService>();
            app.MapPost("/other/path", () => Results.Text("plain"));
        });
        using var client = new HttpClient(UnixSocket.Handler(server.Socket));

        using var served = await client.SendAsync(Post("/other/path", "application/json"));
        using var unknown = await client.SendAsync(Post("/another/path", "application/json"));

        Assert.Equal("plain", await served.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 8 })]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    public async Task Request_NotExactlyOneMessage_FailsWithInternal(byte[] body)
    {
        await using var server = await TestServer.StartAsync();
        using var client = new HttpClient(UnixSocket.Handler(server.Socket));
        using var request = Post("/standins.fixture.v1.Fixture/Unary", "application/grpc");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new("application/grpc");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["13"], response.Headers.GetValues("grpc-status"));
    }

    private static HttpRequestMessage Post(string path, string contentType)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"http://localhost{path}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent("{}"),
        };
        request.Content.Headers.ContentType = new(contentType);
        return request;
    }

    private static AsyncUnaryCall<byte[]> CallAsync(TestServer server, string service, string method)
    {
        var bytes = Marshallers.Create(message => message, payload => payload);
        return server.Channel.CreateCallInvoker().AsyncUnaryCall(
            new Method<byte[], byte[]>(MethodType.Unary, service, method, bytes, bytes), null, new CallOptions(), [1]);
    }

    private sealed class Made
    {
        public int Created;
        public int Disposed;
    }

    private sealed class HealthService : Health.HealthBase
    {
        public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
            Task.FromResult(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving });
    }

    private sealed class DisposableService : Fixture.FixtureBase, IAsyncDisposable
    {
        private readonly Made _made;

        public DisposableService(Made made)
        {
            _made = made;
            Interlocked.Increment(ref made.Created);
        }

        public override Task<Message> Unary(Message request, ServerCallContext context) => request.Text == "throw"
            ? throw new RpcException(new Status(StatusCode.Aborted, ""))
            : Task.FromResult(request);

        public ValueTask DisposeAsync()
        {
            Interlocked.Increment(ref _made.Disposed);
            return ValueTask.CompletedTask;
        }
    }
}
