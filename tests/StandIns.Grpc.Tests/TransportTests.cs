using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests;

/// <summary>What the client makes of answers that no gRPC service gives: proxies, other servers, broken ones.</summary>
public class TransportTests
{
    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(418, StatusCode.Unknown)]
    [InlineData(500, StatusCode.Unknown)]
    public async Task UnaryAsync_HttpStatusWithoutGrpcStatus_FailsWithTheStatusItMapsTo(int http, StatusCode expected)
    {
        await using var server = await RawAsync(context =>
        {
            context.Response.StatusCode = http;
            return Task.CompletedTask;
        });

        Assert.Equal(expected, (await server.Client.UnaryAsync(new Message()).Fails()).StatusCode);
        using var stream = server.Client.ServerStream(new Message());
        Assert.Equal(expected, (await stream.ResponseStream.MoveNext().Fails()).StatusCode);
    }

    [Theory]
    [InlineData(0x0, StatusCode.Internal)]
    [InlineData(0x2, StatusCode.Internal)]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0xb, StatusCode.ResourceExhausted)]
    [InlineData(0xc, StatusCode.PermissionDenied)]
    public async Task UnaryAsync_StreamReset_FailsWithTheStatusTheErrorCodeMapsTo(int errorCode, StatusCode expected)
    {
        await using var server = await RawAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.StartAsync();
            await context.Response.Body.FlushAsync();
            context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(errorCode);
        });

        Assert.Equal(expected, (await server.Client.UnaryAsync(new Message()).Fails()).StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_TrailersOnlyWithAFailure_FailsWithItAndItsMetadata()
    {
        await using var server = await RawAsync(context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = "9";
            context.Response.Headers["grpc-message"] = "a%20b%zz";
            context.Response.Headers["reason-bin"] = "AQI";
            return Task.CompletedTask;
        });

        using var call = server.Client.UnaryAsync(new Message());
        var failure = await call.Fails();

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        Assert.Equal("a b%zz", failure.Status.Detail);
        Assert.Equal([1, 2], failure.Trailers.GetValueBytes("reason-bin")!);
        Assert.Equal([1, 2], call.GetTrailers().GetValueBytes("reason-bin")!);
    }

    [Fact]
    public async Task UnaryAsync_SuccessWithoutAMessage_FailsWithInternal()
    {
        await using var server = await RawAsync(context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = "0";
            return Task.CompletedTask;
        });

        Assert.Equal(StatusCode.Internal, (await server.Client.UnaryAsync(new Message()).Fails()).StatusCode);
        using var stream = server.Client.ServerStream(new Message());
        Assert.False(await stream.ResponseStream.MoveNext().Soon());
        Assert.Equal(StatusCode.OK, stream.GetStatus().StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_AnotherContentType_FailsWithCancelled()
    {
        await using var server = await RawAsync(context => context.Response.WriteAsync("hello"));

        Assert.Equal(StatusCode.Cancelled, (await server.Client.UnaryAsync(new Message()).Fails()).StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_NoStatusAfterTheMessage_FailsWithCancelled()
    {
        await using var server = await MessagesAsync([0, 0, 0, 0, 0]);

        Assert.Equal(StatusCode.Cancelled, (await server.Client.UnaryAsync(new Message()).Fails()).StatusCode);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 3, 10 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 1, 0 })]
    public async Task UnaryAsync_BodyThatIsNotOneMessage_FailsWithInternal(byte[] body)
    {
        await using var server = await MessagesAsync(body);

        Assert.Equal(StatusCode.Internal, (await server.Client.UnaryAsync(new Message()).Fails()).StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_TrailerThatIsNotBase64_FailsWithTheStatusAndWithoutTrailers()
    {
        await using var server = await RawAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("broken-bin", "***");
            context.Response.AppendTrailer("grpc-status", "5");
        });

        var failure = await server.Client.UnaryAsync(new Message()).Fails();

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
        Assert.Empty(failure.Trailers);
    }

    [Fact]
    public async Task MoveNext_MessageInManyPieces_ReadsIt()
    {
        var bytes = new byte[] { 0, 0, 0, 0, 3, 10, 1, 97, 0, 0, 0, 0, 3, 10, 1, 98 };
        await using var server = await RawAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            foreach (var part in bytes)
            {
                await context.Response.Body.WriteAsync(new[] { part });
                await context.Response.Body.FlushAsync();
            }

            context.Response.AppendTrailer("grpc-status", "0");
        });

        using var call = server.Client.ServerStream(new Message());

        Assert.True(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal("a", call.ResponseStream.Current.Text);
        Assert.True(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal("b", call.ResponseStream.Current.Text);
        Assert.False(await call.ResponseStream.MoveNext().Soon());
    }

    private static Task<TestServer> MessagesAsync(byte[] body) => RawAsync(async context =>
    {
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(body);
    });

    private static Task<TestServer> RawAsync(RequestDelegate serve) => TestServer.StartAsync(map: app => app.Run(serve));
}
