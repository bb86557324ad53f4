using Grpc.Core;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests;

public class CancellationTests
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task UnaryAsync_TokenCancelled_FailsWithCancelledAndTheServicesTokenIsCancelled()
    {
        await using var server = await StartHangingAsync();
        using var source = new CancellationTokenSource();

        using var call = server.Client.UnaryAsync(new Message(), cancellationToken: source.Token);
        await _started.Task.Soon();
        await source.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await call.Fails()).StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await _cancelled.Task.Soon();
    }

    [Fact]
    public async Task UnaryAsync_TokenCancelledBefore_FailsWithCancelled()
    {
        await using var server = await TestServer.StartAsync();

        var call = server.Client.UnaryAsync(new Message(), cancellationToken: new CancellationToken(canceled: true));

        Assert.Equal(StatusCode.Cancelled, (await call.Fails()).StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_TokenCancelledAfterTheResponse_ChangesNothing()
    {
        await using var server = await TestServer.StartAsync();
        using var source = new CancellationTokenSource();

        using var call = server.Client.UnaryAsync(new Message(), cancellationToken: source.Token);
        await call.Soon();
        await source.CancelAsync();

        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_Disposed_FailsWithCancelledAndTheServicesTokenIsCancelled()
    {
        await using var server = await StartHangingAsync();

        var call = server.Client.UnaryAsync(new Message());
        await _started.Task.Soon();
        call.Dispose();

        Assert.Equal(StatusCode.Cancelled, (await call.Fails()).StatusCode);
        await _cancelled.Task.Soon();
    }

    [Fact]
    public async Task ServerStream_MoveNextsTokenCancelled_FailsWithCancelledAndTheServicesTokenIsCancelled()
    {
        await using var server = await StartHangingAsync();
        using var source = new CancellationTokenSource();

        using var call = server.Client.ServerStream(new Message());
        var read = call.ResponseStream.MoveNext(source.Token);
        await _started.Task.Soon();
        await source.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await read.Fails()).StatusCode);
        await _cancelled.Task.Soon();
        Assert.Equal(StatusCode.Cancelled, (await call.ResponseStream.MoveNext().Fails()).StatusCode);
    }

    [Fact]
    public async Task ServerStream_DisposedBeforeTheEnd_TheServicesTokenIsCancelled()
    {
        await using var server = await StartHangingAsync();

        var call = server.Client.ServerStream(new Message());
        await _started.Task.Soon();
        call.Dispose();

        await _cancelled.Task.Soon();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Duplex_TokenCancelled_WriteAndReadFailWithCancelled()
    {
        await using var server = await StartHangingAsync();
        using var source = new CancellationTokenSource();

        using var call = server.Client.Duplex(cancellationToken: source.Token);
        var read = call.ResponseStream.MoveNext();
        await _started.Task.Soon();
        await source.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await read.Fails()).StatusCode);
        Assert.Equal(StatusCode.Cancelled, (await call.RequestStream.WriteAsync(new Message()).Fails()).StatusCode);
        await _cancelled.Task.Soon();
    }

    [Fact]
    public async Task ClientStream_WritesTokenCancelled_FailsTheCallWithCancelled()
    {
        await using var server = await TestServer.StartAsync();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        using var call = server.Client.ClientStream();

        Assert.Equal(
            StatusCode.Cancelled, (await call.RequestStream.WriteAsync(new Message(), source.Token).Fails()).StatusCode);
        Assert.Equal(StatusCode.Cancelled, (await call.ResponseAsync.Fails()).StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_ServiceCancels_FailsWithCancelled()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.Unary = (_, _) => throw new RpcException(new Status(StatusCode.Cancelled, "by the service"));

        var failure = await server.Client.UnaryAsync(new Message()).Fails();

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        Assert.Equal("by the service", failure.Status.Detail);
    }

    [Fact]
    public async Task Channel_Disposed_EndsItsCallsAndTakesNoMore()
    {
        await using var server = await StartHangingAsync();

        using var unary = server.Client.UnaryAsync(new Message());
        using var stream = server.Client.ServerStream(new Message());
        var read = stream.ResponseStream.MoveNext();
        await _started.Task.Soon();
        server.Channel.Dispose();

        Assert.Equal(StatusCode.Cancelled, (await unary.Fails()).StatusCode);
        Assert.Equal(StatusCode.Cancelled, (await read.Fails()).StatusCode);
        Assert.Throws<ObjectDisposedException>(() => server.Client.UnaryAsync(new Message()));
        Assert.Throws<ObjectDisposedException>(server.Channel.CreateCallInvoker);
        server.Channel.Dispose();
    }

    [Fact]
    public async Task UnaryAsync_AfterACancellation_TheConnectionServesTheNextCall()
    {
        await using var server = await StartHangingAsync();
        using (var call = server.Client.ServerStream(new Message()))
        {
            await _started.Task.Soon();
        }

        server.Script.Unary = (request, _) => Task.FromResult(request);

        Assert.Equal("go", (await server.Client.UnaryAsync(new Message { Text = "go" }).Soon()).Text);
    }

    /// <summary>A server whose methods run until their token is cancelled.</summary>
    private async Task<TestServer> StartHangingAsync()
    {
        var server = await TestServer.StartAsync();
        server.Script.Unary = async (request, context) =>
        {
            await HangAsync(context);
            return request;
        };
        server.Script.ServerStream = (_, _, context) => HangAsync(context);
        server.Script.Duplex = (_, _, context) => HangAsync(context);
        return server;
    }

    private async Task HangAsync(ServerCallContext context)
    {
        _started.TrySetResult();
        await context.CancellationToken.Cancelled();
        _cancelled.TrySetResult();
    }
}
