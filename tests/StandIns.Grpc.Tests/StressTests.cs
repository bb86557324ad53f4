using Grpc.Core;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests;

public class StressTests
{
    private static readonly StatusCode[] Expected =
        [StatusCode.OK, StatusCode.Cancelled, StatusCode.DeadlineExceeded, StatusCode.Unavailable];

    [Fact]
    public async Task Calls_CancelledDisposedTimedOutAndCutAtRandom_AllEndAndTheChannelStillServes()
    {
        using var directory = new TestDirectory();
        await using var server = await TestServer.StartAsync();
        await using var relay = new Relay(directory.File("relay.sock"), server.Socket);
        using var channel = UnixSocket.Channel(directory.File("relay.sock"));
        var client = new Fixture.FixtureClient(channel);
        server.Script.Unary = async (request, context) =>
        {
            await Task.Delay((int)request.Number, context.CancellationToken);
            return request;
        };

        var statuses = new List<StatusCode>();
        for (var round = 0; round < 10; round++)
        {
            var random = new Random(round);
            var calls = Enumerable.Range(0, 100).Select(i => i % 2 == 0
                ? UnaryAsync(client, new Random(random.Next()))
                : DuplexAsync(client, new Random(random.Next()))).ToArray();
            if (round % 3 == 2)
            {
                await Task.WhenAny(calls).Soon();
                relay.Cut();
            }

            statuses.AddRange(await Task.WhenAll(calls).Soon());
        }

        // A server whose connection is cut may have reset the stream first, or the client the connection: both are Internal.
        Assert.All(statuses, status => Assert.Contains(status, Expected.Append(StatusCode.Internal).Append(StatusCode.Unknown)));
        Assert.Contains(StatusCode.OK, statuses);
        Assert.Contains(StatusCode.Cancelled, statuses);
        await Waiting.Until(async () => await UnaryAsync(client, new Random(0), plain: true) == StatusCode.OK);
    }

    private static async Task<StatusCode> UnaryAsync(Fixture.FixtureClient client, Random random, bool plain = false)
    {
        using var source = new CancellationTokenSource();
        using var call = client.UnaryAsync(
            new Message { Number = plain ? 0 : random.Next(20) },
            deadline: !plain && random.Next(4) == 0 ? DateTime.UtcNow.AddMilliseconds(random.Next(30)) : null,
            cancellationToken: source.Token);
        try
        {
            var end = plain ? 3 : random.Next(4);
            await Task.WhenAny(call.ResponseAsync, Task.Delay(random.Next(20)));
            if (end == 0)
            {
                await source.CancelAsync();
            }
            else if (end == 1)
            {
                call.Dispose();
            }

            await call.Soon();
        }
        catch (RpcException)
        {
            // The status tells.
        }

        return call.GetStatus().StatusCode;
    }

    private static async Task<StatusCode> DuplexAsync(Fixture.FixtureClient client, Random random)
    {
        using var source = new CancellationTokenSource();
        using var call = client.Duplex(cancellationToken: source.Token);
        try
        {
            var messages = random.Next(10);
            var stop = random.Next(20);
            for (var i = 0; i < messages; i++)
            {
                await call.RequestStream.WriteAsync(MessageSizeTests.OfSize(random.Next(100_000) + 10)).Soon();
                if (i == stop)
                {
                    await source.CancelAsync();
                }

                Assert.True(await call.ResponseStream.MoveNext().Soon());
            }

            await call.RequestStream.CompleteAsync();
            Assert.False(await call.ResponseStream.MoveNext().Soon());
            return call.GetStatus().StatusCode;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
        catch (IOException)
        {
            // A write may see the loss of the connection before the call does.
            return StatusCode.Unavailable;
        }
    }
}
