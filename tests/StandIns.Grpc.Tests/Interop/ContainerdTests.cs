using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using StandIns.Grpc.Tests.Harness;
using StandIns.Grpc.Tests.Protos.Containerd;
using StandIns.Grpc.Tests.Protos.Cri;
using StandIns.Grpc.Tests.Protos.Health;
using Version = StandIns.Grpc.Tests.Protos.Containerd.Version;

namespace StandIns.Grpc.Tests.Interop;

/// <summary>The client against a server of another make: containerd, whose gRPC is grpc-go's.</summary>
public class ContainerdTests(ContainerdFixture containerd) : IClassFixture<ContainerdFixture>
{
    private static readonly Metadata Namespace = new() { { "containerd-namespace", "interop" } };

    [SkippableFact]
    public async Task Version_OfContainerd_IsKnown()
    {
        Skip.If(containerd.Missing is not null, containerd.Missing);

        var response = await new Version.VersionClient(containerd.Channel).VersionAsync(new Empty()).Soon();

        Assert.Matches("^v?[12]\\.[0-9]+", response.Version);
    }

    [SkippableFact]
    public async Task Version_OfTheContainerRuntimeInterface_IsKnown()
    {
        Skip.If(containerd.Missing is not null, containerd.Missing);

        var response = await new RuntimeService.RuntimeServiceClient(containerd.Channel)
            .VersionAsync(new VersionRequest { Version = "v1" }, deadline: DateTime.UtcNow.AddSeconds(60)).Soon();

        Assert.Equal("containerd", response.RuntimeName);
        Assert.Equal("v1", response.RuntimeApiVersion);
    }

    [SkippableFact]
    public async Task ContainerStatus_OfAContainerThatDoesNotExist_FailsWithNotFound()
    {
        Skip.If(containerd.Missing is not null, containerd.Missing);

        var failure = await new RuntimeService.RuntimeServiceClient(containerd.Channel)
            .ContainerStatusAsync(new ContainerStatusRequest { ContainerId = "nöne 100%" }).Fails();

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
        Assert.Contains("100%", failure.Status.Detail, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Call_OfAMethodThatContainerdLacks_FailsWithUnimplemented()
    {
        Skip.If(containerd.Missing is not null, containerd.Missing);

        var failure = await new Version.VersionClient(containerd.Channel).MissingAsync(new Empty()).Fails();

        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
    }

    [SkippableFact]
    public async Task Check_OfAServiceThatHealthDoesNotKnow_FailsWithNotFound()
    {
        Skip.If(containerd.Missing is not null, containerd.Missing);

        var failure = await new Health.HealthClient(containerd.Channel)
            .CheckAsync(new HealthCheckRequest { Service = "none" }).Fails();

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [SkippableFact]
    public async Task Check_OneThousandAtOnce_AllAreAnswered()
    {
        Skip.If(containerd.Missing is not null, containerd.Missing);
        var client = new Health.HealthClient(containerd.Channel);

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 1000).Select(_ => client.CheckAsync(new HealthCheckRequest()).ResponseAsync)).Soon();

        Assert.All(responses, response => Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, response.Status));
    }

    [SkippableFact]
    public async Task Subscribe_UntilTheDeadline_FailsWithDeadlineExceeded()
    {
        Skip.If(containerd.Missing is not null, containerd.Missing);

        using var call = new Events.EventsClient(containerd.Channel)
            .Subscribe(new SubscribeRequest { Filters = { "topic==\"/none\"" } }, deadline: DateTime.UtcNow.AddMilliseconds(500));

        // containerd watches the deadline too, and may be the first to say so, in words of its own.
        var failure = await call.ResponseStream.MoveNext().Fails();
        Assert.True(
            failure.StatusCode == StatusCode.DeadlineExceeded
                || failure.Status.Detail.Contains("context deadline exceeded", StringComparison.Ordinal),
            failure.Message);
    }

    [SkippableFact]
    public async Task Subscribe_UntilItIsCancelled_FailsWithCancelledAndTheConnectionGoesOn()
    {
        Skip.If(containerd.Missing is not null, containerd.Missing);
        using var source = new CancellationTokenSource();

        using var call = new Events.EventsClient(containerd.Channel)
            .Subscribe(new SubscribeRequest { Filters = { "topic==\"/none\"" } }, cancellationToken: source.Token);
        var read = call.ResponseStream.MoveNext();
        await source.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await read.Fails()).StatusCode);
        await new Health.HealthClient(containerd.Channel).CheckAsync(new HealthCheckRequest()).Soon();
    }

    [SkippableFact]
    public async Task Subscribe_WhileEventsArePublished_ReceivesThem()
    {
        Skip.If(containerd.Missing is not null, containerd.Missing);
        var client = new Events.EventsClient(containerd.Channel);

        using var call = client.Subscribe(new SubscribeRequest { Filters = { "topic==\"/interop/event\"" } });
        var read = call.ResponseStream.MoveNext();
        while (!read.IsCompleted)
        {
            // containerd does not say when the subscription stands; an event before it is not kept.
            await client.PublishAsync(
                new PublishRequest { Topic = "/interop/event", Event = Any.Pack(new StringValue { Value = "hello" }) },
                Namespace).Soon();
            await Task.WhenAny(read, Task.Delay(20)).Soon();
        }

        Assert.True(await read);
        Assert.Equal("interop", call.ResponseStream.Current.Namespace);
        Assert.Equal("hello", call.ResponseStream.Current.Event.Unpack<StringValue>().Value);
    }

    [SkippableFact]
    public async Task Publish_WithoutTheNamespaceHeader_FailsWithTheServersStatus()
    {
        Skip.If(containerd.Missing is not null, containerd.Missing);

        var failure = await new Events.EventsClient(containerd.Channel)
            .PublishAsync(new PublishRequest { Topic = "/interop/event" }).Fails();

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        Assert.NotEmpty(failure.Status.Detail);
    }

    [SkippableFact]
    public async Task WriteAndRead_OfSixMegabytes_ReturnsTheSameBytes()
    {
        Skip.If(containerd.Missing is not null, containerd.Missing);
        var client = new Content.ContentClient(containerd.Channel);
        var bytes = new byte[6_000_000];
        new Random(1).NextBytes(bytes);
        var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

        using (var write = client.Write(Namespace))
        {
            const int chunk = 1_000_000;
            for (var offset = 0; offset < bytes.Length; offset += chunk)
            {
                var last = offset + chunk == bytes.Length;
                await write.RequestStream.WriteAsync(new WriteContentRequest
                {
                    Action = last ? WriteAction.Commit : WriteAction.Write,
                    Ref = "interop",
                    Total = bytes.Length,
                    Expected = last ? digest : "",
                    Offset = offset,
                    Data = ByteString.CopyFrom(bytes, offset, chunk),
                }).Soon();
                do
                {
                    Assert.True(await write.ResponseStream.MoveNext().Soon());
                }
                while (write.ResponseStream.Current.Offset != offset + chunk);
            }

            await write.RequestStream.CompleteAsync();
            while (await write.ResponseStream.MoveNext().Soon())
            {
                Assert.Equal(digest, write.ResponseStream.Current.Digest);
            }
        }

        using var read = client.Read(new ReadContentRequest { Digest = digest }, Namespace);
        using var received = new MemoryStream();
        while (await read.ResponseStream.MoveNext().Soon())
        {
            read.ResponseStream.Current.Data.WriteTo(received);
        }

        Assert.Equal(bytes, received.ToArray());
    }
}
