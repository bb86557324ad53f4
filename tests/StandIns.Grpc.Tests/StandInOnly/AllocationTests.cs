using System.Net;
using Grpc.Net.Client;
using StandIns.Grpc.Tests.Protos;

namespace StandIns.Grpc.Tests.StandInOnly;

public class AllocationTests
{
    [Fact]
    public void UnaryAsync_OverAHandlerThatAnswersAtOnce_AllocatesLittleItself()
    {
        using var handler = new InstantHandler();
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = handler });
        var client = new Fixture.FixtureClient(channel);
        var request = new Message();

        // Nothing waits, so that all of a call runs, and allocates, on this thread.
        var perCall = long.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                var call = client.UnaryAsync(request).ResponseAsync;
                Assert.True(call.IsCompletedSuccessfully);
            }

            perCall = Math.Min(perCall, (GC.GetAllocatedBytesForCurrentThread() - before) / 100);
        }

        // In it are the HTTP messages and the answer of the handler; SocketsHttpHandler would add some 3 KB a call.
        Assert.InRange(perCall, 1, 4000);
    }

    private sealed class InstantHandler : HttpMessageHandler
    {
        private static readonly byte[] EmptyMessage = new byte[5];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var sent = request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            Assert.True(sent.IsCompletedSuccessfully);
            var response = new HttpResponseMessage(HttpStatusCode.OK)
            {
                Version = HttpVersion.Version20,
                Content = new StreamContent(new MemoryStream(EmptyMessage)),
            };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
            response.TrailingHeaders.TryAddWithoutValidation("grpc-status", "0");
            return Task.FromResult(response);
        }
    }
}
