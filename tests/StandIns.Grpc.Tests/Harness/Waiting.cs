using Grpc.Core;

namespace StandIns.Grpc.Tests.Harness;

/// <summary>Waits that end: generous, because the machine may be busy.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(this AsyncUnaryCall<T> call) => call.ResponseAsync.WaitAsync(Limit);

    public static Task<T> Soon<TRequest, T>(this AsyncClientStreamingCall<TRequest, T> call) =>
        call.ResponseAsync.WaitAsync(Limit);

    /// <summary>The exception that ends a call.</summary>
    public static async Task<RpcException> Fails(this Task task) => await Assert.ThrowsAsync<RpcException>(task.Soon);

    /// <summary>The exception that ends a call.</summary>
    public static Task<RpcException> Fails<T>(this AsyncUnaryCall<T> call) => call.ResponseAsync.Fails();

    /// <summary>Completes when the token is cancelled.</summary>
    public static async Task Cancelled(this CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = token.Register(cancelled.SetResult);
        await cancelled.Task.Soon();
    }

    /// <summary>Calls until the condition holds.</summary>
    public static async Task Until(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
