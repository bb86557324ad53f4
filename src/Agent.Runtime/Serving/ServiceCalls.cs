using Grpc.Core;

namespace Agent.Runtime.Serving;

/// <summary>Turns what goes wrong in a call into a status that says what it was.</summary>
internal static class ServiceCalls
{
    /// <summary>Runs a call.</summary>
    /// <exception cref="RpcException">The call's own; Cancelled when the client gave up; Unknown for errors of the system.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (OperationCanceledException)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "the call was cancelled, or its deadline has passed"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new RpcException(new Status(StatusCode.Unknown, error.Message));
        }
    }

    /// <summary>Runs a call that waits for nothing.</summary>
    /// <exception cref="RpcException">As <see cref="RunAsync"/>.</exception>
    public static Task<T> Run<T>(Func<T> call) => RunAsync(() => Task.FromResult(call()));
}
