using Agent.Cri.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace Agent.Cri.Tests;

public class CriClientLimitTests(FakeCriServerFixture fixture) : IClassFixture<FakeCriServerFixture>
{
    private const int Mebibyte = 1024 * 1024;

    [Fact]
    public async Task Call_WithAReplyOf15MiB_GetsIt()
    {
        Answer("ExecSync", bytes: 15 * Mebibyte);

        var reply = await fixture.Client.ExecSyncAsync(new ExecSyncRequest(), CancellationToken.None);

        Assert.Equal(15 * Mebibyte, reply.Stdout.Length);
        Assert.Equal(42, reply.Stdout[^1]);
    }

    [Fact]
    public async Task Call_WithAReplyOf17MiB_FailsAndTheNextOneDoesNot()
    {
        Answer("ExecSync", bytes: 17 * Mebibyte);

        var failure = await Assert.ThrowsAsync<RpcException>(
            () => fixture.Client.ExecSyncAsync(new ExecSyncRequest(), CancellationToken.None));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        Assert.Equal(0, fixture.Client.Capabilities.Generation);
        await fixture.Client.VersionAsync(new VersionRequest(), CancellationToken.None);
    }

    [Fact]
    public async Task Call_WithARequestOf17MiB_FailsBeforeItIsSent()
    {
        var request = new CheckpointContainerRequest { Location = new string('x', 17 * Mebibyte) };

        var failure = await Assert.ThrowsAsync<RpcException>(
            () => fixture.Client.CheckpointContainerAsync(request, CancellationToken.None));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        Assert.Equal(0, fixture.Server.Calls.Count("CheckpointContainer"));
    }

    [Fact]
    public async Task Call_WithARequestOf15MiB_Arrives()
    {
        var request = new RemoveImageRequest { Image = new ImageSpec { Image = new string('x', 15 * Mebibyte) } };

        await fixture.Client.RemoveImageAsync(request, CancellationToken.None);

        Assert.Equal(1, fixture.Server.Calls.Count("RemoveImage"));
    }

    [Fact]
    public async Task StreamedList_OfMoreThanAMessageHolds_ComesWhole()
    {
        var part = new StreamImagesResponse { Images = { new Image { Username = new string('x', Mebibyte) } } };
        fixture.Server.Calls.OnStream("StreamImages", async (_, send, _) =>
        {
            for (var i = 0; i < 20; i++)
            {
                await send(part);
            }
        });

        var reply = await fixture.Client.StreamImagesAsync(new StreamImagesRequest(), CancellationToken.None);

        Assert.Equal(20, reply.Images.Count);
        Assert.True(reply.CalculateSize() > CriChannel.MaxMessageBytes);
    }

    private void Answer(string method, int bytes)
    {
        var output = new byte[bytes];
        output[^1] = 42;
        var reply = new ExecSyncResponse { Stdout = UnsafeByteOperations.UnsafeWrap(output) };
        fixture.Server.Calls.On(method, (_, _) => Task.FromResult<IMessage>(reply));
    }
}
