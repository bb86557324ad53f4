namespace Grpc.Core;

/// <summary>The writing side of a stream of messages. One write at a time.</summary>
/// <typeparam name="T">The message type.</typeparam>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the next messages are written; null for the options of the call.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes a message; completes when the transport has taken it, which waits for a slow reader.</summary>
    /// <param name="message">The message.</param>
    /// <exception cref="InvalidOperationException">A write is in progress, or the stream is complete.</exception>
    Task WriteAsync(T message);

    /// <summary>Writes a message; completes when the transport has taken it, which waits for a slow reader.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancels the call, not this write alone.</param>
    /// <exception cref="InvalidOperationException">A write is in progress, or the stream is complete.</exception>
    /// <exception cref="NotSupportedException">The token can be cancelled and this writer does not know tokens.</exception>
    Task WriteAsync(T message, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled
            ? throw new NotSupportedException("This stream does not support cancellation of a write.")
            : WriteAsync(message);
}
