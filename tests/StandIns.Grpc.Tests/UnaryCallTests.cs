using Google.Protobuf;
using Grpc.Core;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests;

public class UnaryCallTests
{
    [Fact]
    public async Task UnaryAsync_ServedByAnEcho_ReturnsTheMessageAndStatusOk()
    {
        await using var server = await TestServer.StartAsync();
        var request = new Message { Text = "text", Data = ByteString.CopyFrom(0, 255), Number = long.MaxValue };

        using var call = server.Client.UnaryAsync(request);

        Assert.Equal(request, await call.Soon());
        Assert.Equal(Status.DefaultSuccess, call.GetStatus());
        Assert.DoesNotContain(call.GetTrailers(), entry => entry.Key.StartsWith("grpc-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task UnaryAsync_AwaitedItself_ReturnsTheMessage()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal("a", (await server.Client.UnaryAsync(new Message { Text = "a" })).Text);
        Assert.Equal("b", (await server.Client.UnaryAsync(new Message { Text = "b" }).ConfigureAwait(false)).Text);
    }

    [Fact]
    public async Task Unary_Blocking_ReturnsTheMessage()
    {
        await using var server = await TestServer.StartAsync();

        var response = await Task.Run(() => server.Client.Unary(new Message { Text = "a" })).Soon();

        Assert.Equal("a", response.Text);
    }

    [Fact]
    public async Task Unary_Blocking_ThrowsTheStatus()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.Unary = (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "no"));

        var failure = await Task.Run(() => server.Client.Unary(new Message())).Fails();

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_EmptyMessage_ReturnsAnEmptyMessage()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(new Message(), await server.Client.UnaryAsync(new Message()).Soon());
    }

    [Fact]
    public async Task GetStatusAndTrailers_WhileTheCallRuns_Throw()
    {
        await using var server = await TestServer.StartAsync();
        var answer = new TaskCompletionSource<Message>();
        server.Script.Unary = (_, _) => answer.Task;

        using var call = server.Client.UnaryAsync(new Message());

        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(call.GetTrailers);
        answer.SetResult(new Message());
        await call.Soon();
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument, "plain")]
    [InlineData(StatusCode.Unauthenticated, "")]
    [InlineData(StatusCode.Aborted, "100% — ünï\r\ncode\t😀")]
    [InlineData((StatusCode)123, "a code that nobody knows")]
    public async Task UnaryAsync_ServiceThrowsAStatus_FailsWithItsCodeAndDetail(StatusCode code, string detail)
    {
        await using var server = await TestServer.StartAsync();
        server.Script.Unary = (_, _) => throw new RpcException(new Status(code, detail));

        using var call = server.Client.UnaryAsync(new Message());
        var failure = await call.Fails();

        Assert.Equal(code, failure.StatusCode);
        Assert.Equal(detail, failure.Status.Detail);
        Assert.Equal(failure.Status.StatusCode, call.GetStatus().StatusCode);
        Assert.Equal(detail, call.GetStatus().Detail);
    }

    [Fact]
    public async Task UnaryAsync_ServiceSetsAStatusAndReturns_FailsWithIt()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.Unary = (request, context) =>
        {
            context.Status = new Status(StatusCode.DataLoss, "half");
            return Task.FromResult(request);
        };

        var failure = await server.Client.UnaryAsync(new Message { Text = "a" }).Fails();

        Assert.Equal(StatusCode.DataLoss, failure.StatusCode);
        Assert.Equal("half", failure.Status.Detail);
    }

    [Fact]
    public async Task UnaryAsync_ServiceThrowsWithTrailers_TheExceptionAndTheCallHaveThem()
    {
        await using var server = await TestServer.StartAsync();
        byte[] details = [8, 5, 18, 2, 104, 105];
        server.Script.Unary = (_, context) =>
        {
            context.ResponseTrailers.Add("from-context", "1");
            throw new RpcException(
                new Status(StatusCode.FailedPrecondition, "x"),
                new Metadata { { "grpc-status-details-bin", details }, { "reason", "two words" } });
        };

        using var call = server.Client.UnaryAsync(new Message());
        var failure = await call.Fails();

        Assert.Equal(details, failure.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal("two words", failure.Trailers.GetValue("reason"));
        Assert.Equal("1", failure.Trailers.GetValue("from-context"));
        Assert.Equal("two words", call.GetTrailers().GetValue("reason"));
    }

    [Fact]
    public async Task UnaryAsync_ServiceThrowsAnotherException_FailsWithUnknownAndKeepsTheMessageBack()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.Unary = (_, _) => throw new ArgumentException("secret");

        var failure = await server.Client.UnaryAsync(new Message()).Fails();

        Assert.Equal(StatusCode.Unknown, failure.StatusCode);
        Assert.Equal("Exception was thrown by handler.", failure.Status.Detail);
    }

    [Fact]
    public async Task UnaryAsync_ServiceThrowsWithDetailedErrors_FailsWithTheMessage()
    {
        await using var server = await TestServer.StartAsync(options => options.EnableDetailedErrors = true);
        server.Script.Unary = (_, _) => throw new ArgumentException("not a secret");

        var failure = await server.Client.UnaryAsync(new Message()).Fails();

        Assert.Equal(StatusCode.Unknown, failure.StatusCode);
        Assert.Contains("not a secret", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnaryAsync_ServiceReturnsNull_FailsWithCancelled()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.Unary = (_, _) => Task.FromResult<Message>(null!);

        Assert.Equal(StatusCode.Cancelled, (await server.Client.UnaryAsync(new Message()).Fails()).StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_MethodThatTheServiceDoesNotOverride_FailsWithUnimplemented()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal(StatusCode.Unimplemented, (await server.Client.UnservedAsync(new Message()).Fails()).StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_OneThousandAtOnce_AllReturnOverOneConnection()
    {
        using var directory = new TestDirectory();
        await using var server = await TestServer.StartAsync();
        await using var relay = new Relay(directory.File("relay.sock"), server.Socket);
        using var channel = UnixSocket.Channel(directory.File("relay.sock"));
        var client = new Fixture.FixtureClient(channel);

        var calls = Enumerable.Range(0, 1000).Select(i => client.UnaryAsync(new Message { Number = i }).ResponseAsync);
        var responses = await Task.WhenAll(calls).Soon();

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), responses.Select(response => response.Number));
        Assert.Equal(1, relay.Connections);
    }

    [Fact]
    public async Task WithHost_AClientWithAHost_CallsTheSameServer()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Equal("a", (await server.Client.WithHost("elsewhere").UnaryAsync(new Message { Text = "a" }).Soon()).Text);
    }
}
