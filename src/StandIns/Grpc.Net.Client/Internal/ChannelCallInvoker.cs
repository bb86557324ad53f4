using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Starts calls on a channel. The host is not used: a channel has one server.</summary>
internal sealed class ChannelCallInvoker(GrpcChannel channel) : CallInvoker
{
    private static readonly Func<object, Task<Metadata>> Headers = static call => ((ClientCall)call).HeadersAsync;
    private static readonly Func<object, Status> Status = static call => ((ClientCall)call).GetStatus();
    private static readonly Func<object, Metadata> Trailers = static call => ((ClientCall)call).GetTrailers();
    private static readonly Action<object> Dispose = static call => ((ClientCall)call).Dispose();

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        StartUnary(method, options, request).ResponseAsync.GetAwaiter().GetResult();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = StartUnary(method, options, request);
        return new AsyncUnaryCall<TResponse>(call.ResponseAsync, Headers, Status, Trailers, Dispose, call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new ResponseStreamCall<TResponse>(channel, method, options, method.ResponseMarshaller);
        call.Start(new SingleRequest<TRequest>(call, request, method.RequestMarshaller, options.WriteOptions));
        return new AsyncServerStreamingCall<TResponse>(call, Headers, Status, Trailers, Dispose, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new SingleResponseCall<TResponse>(channel, method, options, method.ResponseMarshaller);
        var requests = new RequestStream<TRequest>(call, method.RequestMarshaller, options.WriteOptions);
        call.Start(requests);
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            requests, call.ResponseAsync, Headers, Status, Trailers, Dispose, call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new ResponseStreamCall<TResponse>(channel, method, options, method.ResponseMarshaller);
        var requests = new RequestStream<TRequest>(call, method.RequestMarshaller, options.WriteOptions);
        call.Start(requests);
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(requests, call, Headers, Status, Trailers, Dispose, call);
    }

    private SingleResponseCall<TResponse> StartUnary<TRequest, TResponse>(
        Method<TRequest, TResponse> method, in CallOptions options, TRequest request)
    {
        var call = new SingleResponseCall<TResponse>(channel, method, options, method.ResponseMarshaller);
        call.Start(new SingleRequest<TRequest>(call, request, method.RequestMarshaller, options.WriteOptions));
        return call;
    }
}
