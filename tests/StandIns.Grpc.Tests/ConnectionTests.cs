using Grpc.Core;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests;

public sealed class ConnectionTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task UnaryAsync_NobodyListens_FailsWithUnavailableAndSucceedsOnceSomebodyDoes()
    {
        var socket = _directory.File("server.sock");
        using var channel = UnixSocket.Channel(socket);
        var client = new Fixture.FixtureClient(channel);

        var failure = await client.UnaryAsync(new Message()).Fails();
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.NotNull(failure.Status.DebugException);

        await using var server = await TestServer.StartAsync(socket: socket);
        Assert.Equal("a", (await client.UnaryAsync(new Message { Text = "a" }).Soon()).Text);
    }

    [Fact]
    public async Task ServerStream_NobodyListens_MoveNextFailsWithUnavailable()
    {
        using var channel = UnixSocket.Channel(_directory.File("none.sock"));

        using var call = new Fixture.FixtureClient(channel).ServerStream(new Message());

        Assert.Equal(StatusCode.Unavailable, (await call.ResponseStream.MoveNext().Fails()).StatusCode);
        Assert.Equal(StatusCode.Unavailable, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_ConnectionLostInTheCall_FailsWithUnavailableAndTheNextCallConnectsAgain()
    {
        await using var server = await TestServer.StartAsync();
        await using var relay = new Relay(_directory.File("relay.sock"), server.Socket);
        using var channel = UnixSocket.Channel(_directory.File("relay.sock"));
        var client = new Fixture.FixtureClient(channel);
        var (started, cancelled) = Hang(server);

        using var call = client.UnaryAsync(new Message { Text = "hang" });
        await started.Task.Soon();
        relay.Cut();

        Assert.Equal(StatusCode.Unavailable, (await call.Fails()).StatusCode);
        await cancelled.Task.Soon();
        Assert.Equal("go", (await client.UnaryAsync(new Message { Text = "go" }).Soon()).Text);
        Assert.Equal(2, relay.Connections);
    }

    [Fact]
    public async Task Duplex_ConnectionLostBetweenMessages_ReadFailsWithUnavailableAndWritesFail()
    {
        await using var server = await TestServer.StartAsync();
        await using var relay = new Relay(_directory.File("relay.sock"), server.Socket);
        using var channel = UnixSocket.Channel(_directory.File("relay.sock"));
        var client = new Fixture.FixtureClient(channel);

        using var call = client.Duplex();
        await call.RequestStream.WriteAsync(new Message()).Soon();
        Assert.True(await call.ResponseStream.MoveNext().Soon());
        var read = call.ResponseStream.MoveNext();
        relay.Cut();

        Assert.Equal(StatusCode.Unavailable, (await read.Fails()).StatusCode);
        Assert.Equal(StatusCode.Unavailable, (await call.RequestStream.WriteAsync(new Message()).Fails()).StatusCode);
        Assert.Equal("go", (await client.UnaryAsync(new Message { Text = "go" }).Soon()).Text);
    }

    [Fact]
    public async Task UnaryAsync_ConnectionLostBetweenCalls_TheNextCallConnectsAgain()
    {
        await using var server = await TestServer.StartAsync();
        await using var relay = new Relay(_directory.File("relay.sock"), server.Socket);
        using var channel = UnixSocket.Channel(_directory.File("relay.sock"));
        var client = new Fixture.FixtureClient(channel);

        for (var i = 0; i < 5; i++)
        {
            await client.UnaryAsync(new Message()).Soon();
            relay.Cut();

            // Until the client has seen the loss a call may still run into it.
            await Waiting.Until(async () => await Succeeds(client));
        }

        Assert.InRange(relay.Connections, 6, int.MaxValue);
    }

    [Fact]
    public async Task UnaryAsync_ServerRestartedOnTheSameSocket_SucceedsAgain()
    {
        var socket = _directory.File("server.sock");
        using var channel = UnixSocket.Channel(socket);
        var client = new Fixture.FixtureClient(channel);

        for (var i = 0; i < 3; i++)
        {
            await using (var server = await TestServer.StartAsync(socket: socket))
            {
                await Waiting.Until(async () => await Succeeds(client));
                Assert.Equal("a", (await client.UnaryAsync(new Message { Text = "a" }).Soon()).Text);
            }

            Assert.Equal(StatusCode.Unavailable, (await UntilItFails(client)).StatusCode);
        }
    }

    [Fact]
    public async Task UnaryAsync_ServerStopsInTheCall_TheCallFails()
    {
        var server = await TestServer.StartAsync(socket: _directory.File("server.sock"));
        using var channel = UnixSocket.Channel(server.Socket);
        var (started, _) = Hang(server);

        using var call = new Fixture.FixtureClient(channel).UnaryAsync(new Message { Text = "hang" });
        await started.Task.Soon();
        await server.DisposeAsync();

        var failure = await call.Fails();
        Assert.Contains(
            failure.StatusCode, new[] { StatusCode.Unavailable, StatusCode.Cancelled, StatusCode.Internal, StatusCode.Unknown });
    }

    private static async Task<bool> Succeeds(Fixture.FixtureClient client)
    {
        try
        {
            await client.UnaryAsync(new Message()).Soon();
            return true;
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.Internal)
        {
            return false;
        }
    }

    private static async Task<RpcException> UntilItFails(Fixture.FixtureClient client)
    {
        while (true)
        {
            try
            {
                await client.UnaryAsync(new Message()).Soon();
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable)
            {
                return exception;
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.Internal)
            {
                // The old connection is just closing.
            }
        }
    }

    /// <summary>Lets a call with the text "hang" run until its token is cancelled.</summary>
    private static (TaskCompletionSource Started, TaskCompletionSource Cancelled) Hang(TestServer server)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Script.Unary = async (request, context) =>
        {
            if (request.Text == "hang")
            {
                started.SetResult();
                await context.CancellationToken.Cancelled();
                cancelled.SetResult();
            }

            return request;
        };
        return (started, cancelled);
    }
}
