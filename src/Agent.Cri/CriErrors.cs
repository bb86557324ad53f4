using System.Globalization;
using Grpc.Core;

namespace Agent.Cri;

/// <summary>Words for failed calls, as the kubelet's events and statuses give them to users and to their tools.</summary>
public static class CriErrors
{
    /// <summary>True if the runtime does not know what it was asked about: to stop or to look at it, it is simply gone.</summary>
    public static bool IsNotFound(Exception failure) => failure is RpcException { StatusCode: StatusCode.NotFound };

    /// <summary>The failure in gRPC's usual words: <c>rpc error: code = NotFound desc = ...</c>.</summary>
    public static string Describe(RpcException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return $"rpc error: code = {NameOf(failure.StatusCode)} desc = {failure.Status.Detail}";
    }

    /// <summary>
    /// A failed <c>PullImage</c>. With the code Unknown the detail stands alone, so that the reasons it begins with
    /// (<c>RegistryUnavailable</c>, <c>SignatureValidationFailed</c>) can be seen; otherwise as <see cref="Describe"/> has it.
    /// </summary>
    public static string DescribePull(RpcException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.StatusCode == StatusCode.Unknown ? failure.Status.Detail : Describe(failure);
    }

    // Names of google.golang.org/grpc/codes, where they differ from those of this library.
    private static string NameOf(StatusCode code) => code switch
    {
        StatusCode.Cancelled => "Canceled",
        _ when Enum.IsDefined(code) => code.ToString(),
        _ => $"Code({((int)code).ToString(CultureInfo.InvariantCulture)})",
    };
}
