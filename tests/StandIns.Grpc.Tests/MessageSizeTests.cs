using Google.Protobuf;
using Grpc.Core;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests;

public class MessageSizeTests
{
    private const int DefaultLimit = 4 * 1024 * 1024;
    private const int LargeLimit = 16 * 1024 * 1024;

    [Fact]
    public async Task UnaryAsync_RequestOfTheDefaultLimit_IsServed()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.Unary = (request, _) => Task.FromResult(new Message { Number = request.CalculateSize() });

        var response = await server.Client.UnaryAsync(OfSize(DefaultLimit)).Soon();

        Assert.Equal(DefaultLimit, response.Number);
    }

    [Fact]
    public async Task UnaryAsync_RequestOneByteOverTheServersLimit_FailsWithResourceExhausted()
    {
        await using var server = await TestServer.StartAsync();

        var failure = await server.Client.UnaryAsync(OfSize(DefaultLimit + 1)).Fails();

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        Assert.Equal("a", (await server.Client.UnaryAsync(new Message { Text = "a" }).Soon()).Text);
    }

    [Fact]
    public async Task UnaryAsync_ResponseOfTheDefaultLimit_Arrives()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.Unary = (_, _) => Task.FromResult(OfSize(DefaultLimit));

        Assert.Equal(DefaultLimit, (await server.Client.UnaryAsync(new Message()).Soon()).CalculateSize());
    }

    [Fact]
    public async Task UnaryAsync_ResponseOneByteOverTheClientsLimit_FailsWithResourceExhausted()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.Unary = (_, _) => Task.FromResult(OfSize(DefaultLimit + 1));

        using var call = server.Client.UnaryAsync(new Message());

        Assert.Equal(StatusCode.ResourceExhausted, (await call.Fails()).StatusCode);
        Assert.Equal(StatusCode.ResourceExhausted, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_MessagesOfARaisedLimit_ArriveUnchanged()
    {
        await using var server = await TestServer.StartAsync(
            options => options.MaxReceiveMessageSize = LargeLimit, options => options.MaxReceiveMessageSize = LargeLimit);
        var request = OfSize(LargeLimit);

        Assert.Equal(request, await server.Client.UnaryAsync(request).Soon());
        Assert.Equal(
            StatusCode.ResourceExhausted, (await server.Client.UnaryAsync(OfSize(LargeLimit + 1)).Fails()).StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_NoReceiveLimit_LargeMessagesArrive()
    {
        await using var server = await TestServer.StartAsync(
            options => options.MaxReceiveMessageSize = null, options => options.MaxReceiveMessageSize = null);

        var response = await server.Client.UnaryAsync(OfSize(LargeLimit + 1)).Soon();

        Assert.Equal(LargeLimit + 1, response.CalculateSize());
    }

    [Fact]
    public async Task UnaryAsync_RequestOverTheClientsSendLimit_FailsWithResourceExhausted()
    {
        await using var server = await TestServer.StartAsync(channel: options => options.MaxSendMessageSize = 100);

        Assert.Equal(100, (await server.Client.UnaryAsync(OfSize(100)).Soon()).CalculateSize());
        Assert.Equal(StatusCode.ResourceExhausted, (await server.Client.UnaryAsync(OfSize(101)).Fails()).StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_ResponseOverTheServersSendLimit_FailsWithResourceExhausted()
    {
        await using var server = await TestServer.StartAsync(options => options.MaxSendMessageSize = 100);

        Assert.Equal(100, (await server.Client.UnaryAsync(OfSize(100)).Soon()).CalculateSize());
        Assert.Equal(StatusCode.ResourceExhausted, (await server.Client.UnaryAsync(OfSize(101)).Fails()).StatusCode);
    }

    [Fact]
    public async Task ServerStream_OneMessageOverTheClientsLimit_MoveNextFailsThere()
    {
        await using var server = await TestServer.StartAsync(channel: options => options.MaxReceiveMessageSize = 100);
        server.Script.ServerStream = async (_, responses, _) =>
        {
            await responses.WriteAsync(OfSize(100));
            await responses.WriteAsync(OfSize(101));
        };

        using var call = server.Client.ServerStream(new Message());

        Assert.True(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal(StatusCode.ResourceExhausted, (await call.ResponseStream.MoveNext().Fails()).StatusCode);
        Assert.Equal(StatusCode.ResourceExhausted, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Duplex_MessagesOfManySizes_ArriveUnchanged()
    {
        await using var server = await TestServer.StartAsync();
        int[] sizes = [0, 2, 3, 100, 4090, 4091, 4092, 4096, 16 * 1024, 65_535, 65_536, 1_000_000];

        using var call = server.Client.Duplex();
        foreach (var request in sizes.Select(OfSize))
        {
            await call.RequestStream.WriteAsync(request).Soon();
            Assert.True(await call.ResponseStream.MoveNext().Soon());
            Assert.Equal(request, call.ResponseStream.Current);
        }
    }

    /// <summary>A message of exactly this many bytes on the wire, with content that does not repeat.</summary>
    internal static Message OfSize(int size)
    {
        if (size == 0)
        {
            return new Message();
        }

        // The field costs a tag byte and a length of one to four bytes.
        var overhead = Enumerable.Range(2, 4).First(
            candidate => 1 + CodedOutputStream.ComputeLengthSize(size - candidate) == candidate);
        var data = new byte[size - overhead];
        new Random(size).NextBytes(data);
        var message = new Message { Data = UnsafeByteOperations.UnsafeWrap(data) };
        if (size > overhead)
        {
            Assert.Equal(size, message.CalculateSize());
        }

        return message;
    }
}
