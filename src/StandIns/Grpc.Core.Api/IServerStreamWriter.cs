namespace Grpc.Core;

/// <summary>A service's stream of responses. It ends when the service's method returns.</summary>
/// <typeparam name="T">The response message.</typeparam>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>
{
}
