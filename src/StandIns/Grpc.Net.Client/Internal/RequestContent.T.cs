using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>The body of a request: one message or a stream of them, as frames.</summary>
internal abstract class RequestContent<TRequest> : RequestContent
{
    private readonly Marshaller<TRequest> _marshaller;

    protected RequestContent(ClientCall call, Marshaller<TRequest> marshaller)
        : base(call) => _marshaller = marshaller;

    /// <exception cref="RpcException">The message is larger than the channel allows.</exception>
    /// <exception cref="InvalidOperationException">The channel has no compression of the name that the call asks for.</exception>
    protected PooledBytes ToFrame(TRequest message, WriteOptions? options) => Frame.Write(
        message, _marshaller.ContextualSerializer, Call.RequestCompression(options), null, Call.Channel.MaxSendMessageSize);
}
