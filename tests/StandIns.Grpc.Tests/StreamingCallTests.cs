using Grpc.Core;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests;

public class StreamingCallTests
{
    [Fact]
    public async Task ServerStream_SeveralMessages_ArriveInOrderThenTheStreamEnds()
    {
        await using var server = await TestServer.StartAsync();

        using var call = server.Client.ServerStream(new Message { Number = 100 });
        var numbers = new List<long>();
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            numbers.Add(response.Number);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), numbers);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.False(await call.ResponseStream.MoveNext().Soon());
    }

    [Fact]
    public async Task ServerStream_NoMessage_EndsWithStatusOk()
    {
        await using var server = await TestServer.StartAsync();

        using var call = server.Client.ServerStream(new Message());

        Assert.False(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Empty(call.GetTrailers().GetAll("x"));
    }

    [Fact]
    public async Task ServerStream_ServiceThrowsBeforeTheFirstMessage_MoveNextThrowsTheStatus()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.ServerStream = (_, _, _) => throw new RpcException(
            new Status(StatusCode.PermissionDenied, "no"), new Metadata { { "why", "because" } });

        using var call = server.Client.ServerStream(new Message());
        var failure = await call.ResponseStream.MoveNext().Fails();

        Assert.Equal(StatusCode.PermissionDenied, failure.StatusCode);
        Assert.Equal("because", failure.Trailers.GetValue("why"));
        Assert.Equal(StatusCode.PermissionDenied, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task ServerStream_ServiceThrowsAfterMessages_TheyArriveBeforeTheStatus()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.ServerStream = async (_, responses, _) =>
        {
            await responses.WriteAsync(new Message { Text = "first" });
            throw new RpcException(new Status(StatusCode.Aborted, "then"), new Metadata { { "why", "because" } });
        };

        using var call = server.Client.ServerStream(new Message());

        Assert.True(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal("first", call.ResponseStream.Current.Text);
        var failure = await call.ResponseStream.MoveNext().Fails();
        Assert.Equal(StatusCode.Aborted, failure.StatusCode);
        Assert.Equal("because", failure.Trailers.GetValue("why"));
        Assert.Equal("because", call.GetTrailers().GetValue("why"));
        Assert.Equal(StatusCode.Aborted, (await call.ResponseStream.MoveNext().Fails()).StatusCode);
    }

    [Fact]
    public async Task MoveNext_WhileAReadIsInProgress_Throws()
    {
        await using var server = await TestServer.StartAsync();
        var go = new TaskCompletionSource();
        server.Script.ServerStream = async (_, responses, _) =>
        {
            await go.Task;
            await responses.WriteAsync(new Message { Text = "late" });
        };

        using var call = server.Client.ServerStream(new Message());
        var first = call.ResponseStream.MoveNext();

        await Assert.ThrowsAsync<InvalidOperationException>(() => call.ResponseStream.MoveNext());
        go.SetResult();
        Assert.True(await first.Soon());
    }

    [Fact]
    public async Task ClientStream_SeveralMessages_AreReadInOrderThenTheResponseArrives()
    {
        await using var server = await TestServer.StartAsync();

        using var call = server.Client.ClientStream();
        for (var i = 0; i < 100; i++)
        {
            await call.RequestStream.WriteAsync(new Message { Number = i }).Soon();
        }

        await call.RequestStream.CompleteAsync();

        var numbers = (await call.Soon()).Children.Select(message => message.Number);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), numbers);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task ClientStream_CompletedWithoutAMessage_ReturnsTheResponse()
    {
        await using var server = await TestServer.StartAsync();

        using var call = server.Client.ClientStream();
        await call.RequestStream.CompleteAsync();

        Assert.Empty((await call.Soon()).Children);
    }

    [Fact]
    public async Task ClientStream_ServiceAnswersBeforeTheEnd_TheResponseArrivesAndWritesFail()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.ClientStream = async (requests, _) =>
        {
            await requests.MoveNext();
            return new Message { Text = "enough" };
        };

        using var call = server.Client.ClientStream();
        await call.RequestStream.WriteAsync(new Message()).Soon();

        Assert.Equal("enough", (await call.Soon()).Text);
        await call.RequestStream.WriteAsync(new Message()).Fails();
    }

    [Fact]
    public async Task WriteAsync_AfterCompleteAsync_Throws()
    {
        await using var server = await TestServer.StartAsync();

        using var call = server.Client.ClientStream();
        await call.RequestStream.CompleteAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new Message()));
        await call.Soon();
    }

    [Fact]
    public async Task Duplex_PingPong_AnswersEachMessageBeforeTheNext()
    {
        await using var server = await TestServer.StartAsync();

        using var call = server.Client.Duplex();
        for (var i = 0; i < 50; i++)
        {
            await call.RequestStream.WriteAsync(new Message { Number = i }).Soon();
            Assert.True(await call.ResponseStream.MoveNext().Soon());
            Assert.Equal(i, call.ResponseStream.Current.Number);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Duplex_RequestsCompleteFirst_ResponsesStillArrive()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.Duplex = async (requests, responses, _) =>
        {
            var count = 0;
            await foreach (var request in requests.ReadAllAsync())
            {
                count++;
            }

            for (var i = 0; i < count; i++)
            {
                await responses.WriteAsync(new Message { Number = i });
            }
        };

        using var call = server.Client.Duplex();
        await call.RequestStream.WriteAsync(new Message()).Soon();
        await call.RequestStream.WriteAsync(new Message()).Soon();
        await call.RequestStream.CompleteAsync();

        Assert.Equal([0, 1], (await ReadAll(call.ResponseStream).Soon()).Select(message => message.Number));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Duplex_ResponsesCompleteFirst_TheCallEndsWithTheServicesStatus()
    {
        await using var server = await TestServer.StartAsync();
        server.Script.Duplex = async (_, responses, context) =>
        {
            await responses.WriteAsync(new Message { Text = "only" });
            context.Status = new Status(StatusCode.OutOfRange, "done");
        };

        using var call = server.Client.Duplex();

        Assert.True(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal(StatusCode.OutOfRange, (await call.ResponseStream.MoveNext().Fails()).StatusCode);
        Assert.Equal(StatusCode.OutOfRange, (await call.RequestStream.WriteAsync(new Message()).Fails()).StatusCode);
    }

    [Fact]
    public async Task Duplex_ServiceReadsAfterTheEnd_GetsFalseAgain()
    {
        await using var server = await TestServer.StartAsync();
        var reads = new List<bool>();
        server.Script.Duplex = async (requests, _, _) =>
        {
            reads.Add(await requests.MoveNext());
            reads.Add(await requests.MoveNext());
            reads.Add(await requests.MoveNext());
        };

        using var call = server.Client.Duplex();
        await call.RequestStream.WriteAsync(new Message()).Soon();
        await call.RequestStream.CompleteAsync();

        Assert.False(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal([true, false, false], reads);
    }

    [Fact]
    public async Task WriteAsync_ServiceWritesAfterItsMethodReturned_Throws()
    {
        await using var server = await TestServer.StartAsync();
        IServerStreamWriter<Message>? kept = null;
        server.Script.ServerStream = (_, responses, _) =>
        {
            kept = responses;
            return Task.CompletedTask;
        };

        using var call = server.Client.ServerStream(new Message());
        Assert.False(await call.ResponseStream.MoveNext().Soon());

        await Assert.ThrowsAsync<InvalidOperationException>(() => kept!.WriteAsync(new Message()));
    }

    private static async Task<List<Message>> ReadAll(IAsyncStreamReader<Message> reader)
    {
        var messages = new List<Message>();
        await foreach (var message in reader.ReadAllAsync())
        {
            messages.Add(message);
        }

        return messages;
    }
}
