using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>A service's side of a stream of requests.</summary>
internal sealed class RequestReader<TRequest>(ServerCall call, Marshaller<TRequest> marshaller) : IAsyncStreamReader<TRequest>
    where TRequest : class
{
    private bool _complete;

    public TRequest Current { get; private set; } = null!;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_complete || call.IsAborted)
        {
            throw new InvalidOperationException("The call is over; no message can be read.");
        }

        Current = null!;
        Current = (await call.ReadNextAsync(marshaller, cancellationToken))!;
        return Current is not null;
    }

    /// <summary>The service's method has returned.</summary>
    public void Complete() => _complete = true;
}
