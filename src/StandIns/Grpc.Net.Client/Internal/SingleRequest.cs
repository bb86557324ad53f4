using System.Net;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>A request of one message. It is serialized when, and as often as, the HTTP client sends it.</summary>
internal sealed class SingleRequest<TRequest>(
    ClientCall call, TRequest message, Marshaller<TRequest> marshaller, WriteOptions? options)
    : RequestContent<TRequest>(call, marshaller)
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var frame = ToFrame(message, options);
        await stream.WriteAsync(frame.Memory, cancellationToken).ConfigureAwait(false);
    }
}
