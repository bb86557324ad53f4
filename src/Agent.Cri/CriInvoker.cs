using Grpc.Core;
using Grpc.Net.Client;

namespace Agent.Cri;

/// <summary>Makes calls on a channel, and turns the ways they can end into those that the ports promise.</summary>
internal sealed class CriInvoker(CriEndpoint endpoint, GrpcChannel channel, CriCapabilities capabilities) : IDisposable
{
    private volatile bool _disposed;

    public void Dispose()
    {
        _disposed = true;
        channel.Dispose();
    }

    /// <summary>A call with one reply.</summary>
    public async Task<TResponse> UnaryAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> call,
        TRequest request,
        CancellationToken cancellationToken,
        CriOptionalCall? optional = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var generation = capabilities.Generation;
        try
        {
            using var exchange = call(request, new CallOptions(cancellationToken: cancellationToken));
            var response = await exchange.ResponseAsync.ConfigureAwait(false);
            Succeeded(optional, generation);
            return response;
        }
        catch (Exception failure) when (IsTransport(failure))
        {
            throw Failed(failure, optional, generation, cancellationToken);
        }
    }

    /// <summary>A call with a stream of replies, which ends in order or throws.</summary>
    public async Task StreamAsync<TRequest, TItem>(
        Func<TRequest, CallOptions, AsyncServerStreamingCall<TItem>> call,
        TRequest request,
        Action<TItem> onItem,
        CriOptionalCall optional,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(onItem);
        var generation = capabilities.Generation;
        AsyncServerStreamingCall<TItem> exchange;
        try
        {
            exchange = call(request, new CallOptions(cancellationToken: cancellationToken));
        }
        catch (Exception failure) when (IsTransport(failure))
        {
            throw Failed(failure, optional, generation, cancellationToken);
        }

        using (exchange)
        {
            while (await NextAsync().ConfigureAwait(false))
            {
                onItem(exchange.ResponseStream.Current);
            }
        }

        // Apart from onItem, whose exceptions are its own.
        async Task<bool> NextAsync()
        {
            try
            {
                var more = await exchange.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false);
                Succeeded(optional, generation);
                return more;
            }
            catch (Exception failure) when (IsTransport(failure))
            {
                throw Failed(failure, optional, generation, cancellationToken);
            }
        }
    }

    /// <summary>
    /// A list that comes in parts. False, and nothing added, if the runtime does not stream it; it is asked only once.
    /// </summary>
    public async Task<bool> TryStreamListAsync<TRequest, TPart>(
        Func<TRequest, CallOptions, AsyncServerStreamingCall<TPart>> call,
        TRequest request,
        Action<TPart> add,
        CriOptionalCall optional,
        CancellationToken cancellationToken)
    {
        if (capabilities[optional] == CriSupport.Unsupported)
        {
            return false;
        }

        var parts = 0;
        try
        {
            await StreamAsync(call, request, Add, optional, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unimplemented && parts == 0)
        {
            return false;
        }

        void Add(TPart part)
        {
            parts++;
            add(part);
        }
    }

    private static bool IsTransport(Exception failure)
        => failure is RpcException or OperationCanceledException or ObjectDisposedException;

    private void Succeeded(CriOptionalCall? optional, long generation)
    {
        if (optional is { } call)
        {
            capabilities.ObserveSuccess(call, generation);
        }
    }

    private Exception Failed(Exception failure, CriOptionalCall? optional, long generation, CancellationToken cancellationToken)
    {
        var outcome = CriFailure.Of(failure, endpoint, _disposed, cancellationToken);
        if (CriFailure.IsDisconnect(outcome))
        {
            capabilities.ObserveDisconnect(generation);
        }
        else if (optional is { } call && outcome is RpcException { StatusCode: StatusCode.Unimplemented })
        {
            capabilities.ObserveUnimplemented(call, generation);
        }

        return outcome;
    }
}
