using Grpc.Core;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests;

public class HeaderTests
{
    [Fact]
    public async Task RequestHeaders_TextAndBinary_ArriveWithoutThoseOfTheProtocol()
    {
        await using var server = await TestServer.StartAsync();
        Metadata? seen = null;
        server.Script.Unary = (request, context) =>
        {
            seen = context.RequestHeaders;
            return Task.FromResult(request);
        };
        byte[] bytes = [0, 1, 127, 128, 255];

        var headers = new Metadata { { "X-Text", "some text, with commas" }, { "x-bytes-bin", bytes }, { "x-none-bin", [] } };
        await server.Client.UnaryAsync(new Message(), headers, DateTime.UtcNow.AddMinutes(1)).Soon();

        Assert.Equal("some text, with commas", seen!.GetValue("x-text"));
        Assert.Equal(bytes, seen.GetValueBytes("x-bytes-bin"));
        Assert.Empty(seen.GetValueBytes("x-none-bin")!);
        Assert.NotNull(seen.GetValue("user-agent"));
        Assert.DoesNotContain(
            seen, entry => entry.Key is "te" or "content-type" or "grpc-timeout" or "grpc-accept-encoding" or "host");
        Assert.DoesNotContain(seen, entry => entry.Key.StartsWith(':'));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task RequestHeaders_BinaryOfAnyLength_ArrivesUnchanged(int length)
    {
        await using var server = await TestServer.StartAsync();
        byte[]? seen = null;
        server.Script.Unary = (request, context) =>
        {
            seen = context.RequestHeaders.GetValueBytes("x-bin");
            return Task.FromResult(request);
        };
        var bytes = Enumerable.Range(250, length).Select(i => (byte)i).ToArray();

        await server.Client.UnaryAsync(new Message(), new Metadata { { "x-bin", bytes } }).Soon();

        Assert.Equal(bytes, seen);
    }

    [Fact]
    public async Task ResponseHeaders_SentBeforeTheResponse_ArriveBeforeIt()
    {
        await using var server = await TestServer.StartAsync();
        var answer = new TaskCompletionSource<Message>();
        server.Script.Unary = async (_, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "x-text", "early" }, { "x-bin", [255, 0] } });
            return await answer.Task;
        };

        using var call = server.Client.UnaryAsync(new Message());
        var headers = await call.ResponseHeadersAsync.Soon();

        Assert.False(call.ResponseAsync.IsCompleted);
        Assert.Equal("early", headers.GetValue("x-text"));
        Assert.Equal([255, 0], headers.GetValueBytes("x-bin")!);
        answer.SetResult(new Message());
        await call.Soon();
        Assert.Equal("early", (await call.ResponseHeadersAsync).GetValue("x-text"));
    }

    [Fact]
    public async Task ResponseHeaders_SentTwice_ThrowsInTheService()
    {
        await using var server = await TestServer.StartAsync();
        InvalidOperationException? thrown = null;
        server.Script.Unary = async (request, context) =>
        {
            await context.WriteResponseHeadersAsync([]);
            thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]));
            return request;
        };

        await server.Client.UnaryAsync(new Message()).Soon();

        Assert.NotNull(thrown);
    }

    [Fact]
    public async Task ResponseHeaders_OfACallThatFailsBeforeThem_FailLikeTheCall()
    {
        using var directory = new TestDirectory();
        using var channel = UnixSocket.Channel(directory.File("none.sock"));

        using var call = new Fixture.FixtureClient(channel).UnaryAsync(new Message());

        Assert.Equal(StatusCode.Unavailable, (await call.Fails()).StatusCode);
        Assert.Equal(StatusCode.Unavailable, (await call.ResponseHeadersAsync.Fails()).StatusCode);
    }

    [Fact]
    public async Task ResponseTrailers_SetByTheService_ArriveWithTheStatus()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.Unary = (request, context) =>
        {
            context.ResponseTrailers.Add("x-text", "late");
            context.ResponseTrailers.Add("x-bin", [1, 2]);
            return Task.FromResult(request);
        };

        using var call = server.Client.UnaryAsync(new Message());
        await call.Soon();

        Assert.Equal("late", call.GetTrailers().GetValue("x-text"));
        Assert.Equal([1, 2], call.GetTrailers().GetValueBytes("x-bin")!);
    }

    [Fact]
    public async Task ResponseTrailers_OfAStream_ArriveAtItsEnd()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.ServerStream = async (_, responses, context) =>
        {
            context.ResponseTrailers.Add("x-text", "late");
            await responses.WriteAsync(new Message());
        };

        using var call = server.Client.ServerStream(new Message());
        Assert.True(await call.ResponseStream.MoveNext().Soon());
        Assert.Throws<InvalidOperationException>(call.GetTrailers);
        Assert.False(await call.ResponseStream.MoveNext().Soon());

        Assert.Equal("late", call.GetTrailers().GetValue("x-text"));
    }
}
