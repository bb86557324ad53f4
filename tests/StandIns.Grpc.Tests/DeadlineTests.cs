using Grpc.Core;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests;

public class DeadlineTests
{
    private static DateTime Short => DateTime.UtcNow.AddMilliseconds(200);

    [Fact]
    public async Task UnaryAsync_DeadlinePassesInTheService_FailsWithDeadlineExceededNotBeforeIt()
    {
        await using var server = await TestServer.StartAsync();
        var released = new TaskCompletionSource();
        server.Script.Unary = async (request, _) =>
        {
            await released.Task;
            return request;
        };

        var deadline = Short;
        using var call = server.Client.UnaryAsync(new Message(), deadline: deadline);
        var failure = await call.Fails();

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.True(DateTime.UtcNow >= deadline);
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
        released.SetResult();
    }

    [Fact]
    public async Task UnaryAsync_DeadlinePasses_TheServicesTokenIsCancelled()
    {
        await using var server = await TestServer.StartAsync();
        var cancelled = new TaskCompletionSource();
        server.Script.Unary = async (request, context) =>
        {
            await context.CancellationToken.Cancelled();
            cancelled.SetResult();
            return request;
        };

        var failure = await server.Client.UnaryAsync(new Message(), deadline: Short).Fails();

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        await cancelled.Task.Soon();
    }

    [Fact]
    public async Task UnaryAsync_DeadlineInThePast_FailsAtOnceAndTheServiceIsNotCalled()
    {
        await using var server = await TestServer.StartAsync();
        var calls = 0;
        server.Script.Unary = (request, _) =>
        {
            calls++;
            return Task.FromResult(request);
        };

        var failure = await server.Client.UnaryAsync(new Message(), deadline: DateTime.UtcNow.AddSeconds(-1)).Fails();

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        await server.Client.UnaryAsync(new Message()).Soon();
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task UnaryAsync_DeadlineNotInUtc_Throws()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Throws<InvalidOperationException>(
            () => server.Client.UnaryAsync(new Message(), deadline: DateTime.Now.AddMinutes(1)));
    }

    [Fact]
    public async Task Deadline_InTheService_IsTheClientsWithinTheTimeOfTheRequest()
    {
        await using var server = await TestServer.StartAsync();
        var seen = DateTime.MinValue;
        server.Script.Unary = (request, context) =>
        {
            seen = context.Deadline;
            return Task.FromResult(request);
        };

        var deadline = DateTime.UtcNow.AddMinutes(10);
        await server.Client.UnaryAsync(new Message(), deadline: deadline).Soon();

        // Sent as the time that remains: later here by the time the request took, and by rounding.
        Assert.InRange(seen, deadline.AddSeconds(-1), DateTime.UtcNow.AddMinutes(10).AddSeconds(1));
        Assert.Equal(DateTimeKind.Utc, seen.Kind);
    }

    [Fact]
    public async Task Deadline_NotSet_IsTheEndOfTime()
    {
        await using var server = await TestServer.StartAsync();
        var seen = DateTime.MinValue;
        server.Script.Unary = (request, context) =>
        {
            seen = context.Deadline;
            return Task.FromResult(request);
        };

        await server.Client.UnaryAsync(new Message()).Soon();
        Assert.Equal(DateTime.MaxValue, seen);

        await server.Client.UnaryAsync(new Message(), deadline: DateTime.MaxValue).Soon();
        Assert.Equal(DateTime.MaxValue, seen);
    }

    [Fact]
    public async Task Deadline_InYears_IsSentAndKept()
    {
        await using var server = await TestServer.StartAsync();
        var seen = DateTime.MinValue;
        server.Script.Unary = (request, context) =>
        {
            seen = context.Deadline;
            return Task.FromResult(request);
        };

        await server.Client.UnaryAsync(new Message(), deadline: DateTime.UtcNow.AddYears(2)).Soon();

        Assert.InRange(seen, DateTime.UtcNow.AddYears(2).AddDays(-1), DateTime.UtcNow.AddYears(2).AddDays(1));
    }

    [Fact]
    public async Task ServerStream_DeadlinePassesBetweenMessages_MoveNextFailsWithDeadlineExceeded()
    {
        await using var server = await TestServer.StartAsync();
        var cancelled = new TaskCompletionSource();
        server.Script.ServerStream = async (_, responses, context) =>
        {
            await responses.WriteAsync(new Message());
            await context.CancellationToken.Cancelled();
            cancelled.SetResult();
        };

        using var call = server.Client.ServerStream(new Message(), deadline: DateTime.UtcNow.AddSeconds(2));

        Assert.True(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal(StatusCode.DeadlineExceeded, (await call.ResponseStream.MoveNext().Fails()).StatusCode);
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
        await cancelled.Task.Soon();
    }

    [Fact]
    public async Task ClientStream_DeadlinePassesWhileTheClientWrites_WriteAndResponseFailWithDeadlineExceeded()
    {
        await using var server = await TestServer.StartAsync();

        using var call = server.Client.ClientStream(deadline: Short);

        Assert.Equal(StatusCode.DeadlineExceeded, (await call.ResponseAsync.Fails()).StatusCode);
        Assert.Equal(
            StatusCode.DeadlineExceeded, (await call.RequestStream.WriteAsync(new Message()).Fails()).StatusCode);
    }

    [Fact]
    public async Task UnaryAsync_AfterADeadlineExceeded_TheConnectionServesTheNextCall()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.Unary = async (request, context) =>
        {
            if (request.Text == "hang")
            {
                await context.CancellationToken.Cancelled();
            }

            return request;
        };

        await server.Client.UnaryAsync(new Message { Text = "hang" }, deadline: Short).Fails();

        Assert.Equal("go", (await server.Client.UnaryAsync(new Message { Text = "go" }).Soon()).Text);
    }
}
