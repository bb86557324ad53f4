namespace Grpc.Core;

/// <summary>A client's stream of requests.</summary>
/// <typeparam name="T">The request message.</typeparam>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Ends the stream of requests; responses still arrive.</summary>
    /// <exception cref="InvalidOperationException">A write is in progress.</exception>
    Task CompleteAsync();
}
