using Google.Protobuf;
using Grpc.Core;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests;

public class FlowControlTests
{
    private const int Count = 400;
    private static readonly Message Large = new() { Data = ByteString.CopyFrom(new byte[64 * 1024]) };

    [Fact]
    public async Task ServerStream_ClientDoesNotRead_TheServiceWaitsAndContinuesWhenItDoes()
    {
        await using var server = await TestServer.StartAsync();
        var written = 0;
        var finished = new TaskCompletionSource();
        server.Script.ServerStream = async (_, responses, _) =>
        {
            for (var i = 0; i < Count; i++)
            {
                await responses.WriteAsync(Large);
                Interlocked.Increment(ref written);
            }

            finished.SetResult();
        };

        using var call = server.Client.ServerStream(new Message());
        Assert.True(await call.ResponseStream.MoveNext().Soon());

        Assert.InRange(await Settled(() => Volatile.Read(ref written)), 0, Count - 1);
        Assert.False(finished.Task.IsCompleted);
        var read = 1;
        while (await call.ResponseStream.MoveNext().Soon())
        {
            read++;
        }

        Assert.Equal(Count, read);
        await finished.Task.Soon();
    }

    [Fact]
    public async Task ClientStream_ServiceDoesNotRead_TheClientWaitsAndContinuesWhenItDoes()
    {
        await using var server = await TestServer.StartAsync();
        var go = new TaskCompletionSource();
        server.Script.ClientStream = async (requests, _) =>
        {
            await go.Task;
            var count = 0;
            while (await requests.MoveNext())
            {
                count++;
            }

            return new Message { Number = count };
        };
        var written = 0;

        using var call = server.Client.ClientStream();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < Count; i++)
            {
                await call.RequestStream.WriteAsync(Large);
                Interlocked.Increment(ref written);
            }

            await call.RequestStream.CompleteAsync();
        });

        Assert.InRange(await Settled(() => Volatile.Read(ref written)), 0, Count - 1);
        Assert.False(writing.IsCompleted);
        go.SetResult();

        Assert.Equal(Count, (await call.Soon()).Number);
        await writing.Soon();
    }

    [Fact]
    public async Task ServerStream_OneStreamStalled_OtherCallsOfTheConnectionAreServed()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.ServerStream = async (_, responses, _) =>
        {
            for (var i = 0; i < Count; i++)
            {
                await responses.WriteAsync(Large);
            }
        };

        using var stalled = server.Client.ServerStream(new Message());
        Assert.True(await stalled.ResponseStream.MoveNext().Soon());

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(i, (await server.Client.UnaryAsync(new Message { Number = i }).Soon()).Number);
        }
    }

    /// <summary>The value once it has not changed for a while.</summary>
    private static async Task<int> Settled(Func<int> value)
    {
        var (last, since) = (value(), 0);
        while (since < 20)
        {
            await Task.Delay(25);
            var now = value();
            (last, since) = (now, now == last ? since + 1 : 0);
        }

        return last;
    }
}
