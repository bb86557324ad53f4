using System.Net;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// A request that is a stream of messages: the HTTP client lends its stream, the caller writes to it, and the request ends
/// when the caller completes it or the call ends.
/// </summary>
internal sealed class RequestStream<TRequest>(ClientCall call, Marshaller<TRequest> marshaller, WriteOptions? options)
    : RequestContent<TRequest>(call, marshaller), IClientStreamWriter<TRequest>
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Its continuation runs at once: when CompleteAsync returns, the end of the stream is on its way, and disposing the
    // call right after does not reset the stream instead.
    private readonly TaskCompletionSource _completion = new();
    private Task _write = Task.CompletedTask;
    private bool _completed;

    public WriteOptions? WriteOptions { get; set; } = options;

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        Call.ThrowIfDisposed();
        lock (_gate)
        {
            if (_completed)
            {
                return Invalid("The stream of requests is complete.");
            }

            if (Call.TryGetFailure(out var failure))
            {
                return Task.FromException(failure);
            }

            return _write.IsCompleted
                ? _write = WriteCoreAsync(message, cancellationToken)
                : Invalid("A write is in progress; await it before the next.");
        }
    }

    public Task CompleteAsync()
    {
        Call.ThrowIfDisposed();
        lock (_gate)
        {
            if (!_write.IsCompleted)
            {
                return Invalid("A write is in progress; await it before completing the stream.");
            }

            _completed = true;
        }

        _completion.TrySetResult();
        return Task.CompletedTask;
    }

    public override void End()
    {
        _stream.TrySetCanceled();
        _completion.TrySetCanceled();
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        // Sends the headers now: the server may answer before the first message.
        await stream.FlushAsync().ConfigureAwait(false);
        _stream.TrySetResult(stream);
        await _completion.Task.ConfigureAwait(false);
    }

    private static Task Invalid(string message) => Task.FromException(new InvalidOperationException(message));

    private async Task WriteCoreAsync(TRequest message, CancellationToken cancellationToken)
    {
        using var registration = Call.CancelWith(cancellationToken);
        try
        {
            var stream = await _stream.Task.ConfigureAwait(false);
            using var frame = ToFrame(message, WriteOptions);
            await stream.WriteAsync(frame.Memory, Call.Token).ConfigureAwait(false);
            await stream.FlushAsync(Call.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            throw Call.WriteFailure(exception);
        }
    }
}
