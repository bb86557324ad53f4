namespace Grpc.Core;

/// <summary>The reading side of a stream of messages. One read at a time.</summary>
/// <typeparam name="T">The message type.</typeparam>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message of the last <see cref="MoveNext"/> that returned true.</summary>
    T Current { get; }

    /// <summary>Waits for the next message.</summary>
    /// <param name="cancellationToken">Cancels the call, not this read alone.</param>
    /// <returns>False at the end of the stream, which on a client means the status is <see cref="StatusCode.OK"/>.</returns>
    /// <exception cref="RpcException">On a client: the call ended with another status.</exception>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
