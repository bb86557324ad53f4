using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>A service's side of a stream of responses.</summary>
internal sealed class ResponseWriter<TResponse>(ServerCall call, Marshaller<TResponse> marshaller)
    : IServerStreamWriter<TResponse>
    where TResponse : class
{
    private readonly Lock _gate = new();
    private Task _write = Task.CompletedTask;
    private bool _complete;

    public WriteOptions? WriteOptions
    {
        get => call.WriteOptions;
        set => call.WriteOptions = value;
    }

    public Task WriteAsync(TResponse message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TResponse message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var registration = cancellationToken.UnsafeRegister(static call => ((ServerCall)call!).Reset(), call);
        cancellationToken.ThrowIfCancellationRequested();
        Task write;
        lock (_gate)
        {
            if (_complete || call.IsAborted)
            {
                throw new InvalidOperationException("The call is over; no message can be written.");
            }

            if (!_write.IsCompleted)
            {
                throw new InvalidOperationException("A write is in progress; await it before the next.");
            }

            var flush = WriteOptions?.Flags.HasFlag(WriteFlags.BufferHint) != true;
            write = _write = call.WriteAsync(message, marshaller, flush, cancellationToken);
        }

        await write;
    }

    /// <summary>The service's method has returned.</summary>
    public void Complete() => _complete = true;
}
