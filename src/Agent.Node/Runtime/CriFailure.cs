using Grpc.Core;

namespace Agent.Node.Runtime;

/// <summary>Why a call to the runtime failed.</summary>
/// <param name="Code">The gRPC status code.</param>
/// <param name="Message">The runtime's text, or the gateway's own for a deadline.</param>
internal sealed record CriFailure(StatusCode Code, string Message)
{
    /// <summary>The object is not there: what was to be stopped or removed already is.</summary>
    public bool IsNotFound => Code == StatusCode.NotFound;

    /// <summary>The runtime did not answer, so nothing is known of the call's effect.</summary>
    public bool IsUnanswered => Code is StatusCode.DeadlineExceeded or StatusCode.Unavailable or StatusCode.Cancelled;

    /// <summary>Reads a failure from what a port threw.</summary>
    public static CriFailure From(Exception exception) => exception switch
    {
        RpcException rpc => new CriFailure(rpc.StatusCode, rpc.Status.Detail),
        OperationCanceledException => new CriFailure(StatusCode.Cancelled, "the call was cancelled"),
        _ => new CriFailure(StatusCode.Internal, exception.Message),
    };
}
