using System.Text;
using Agent.Cri.Protocol;
using Agent.Node.Host;
using Agent.Node.Runtime;
using Grpc.Core;

namespace Agent.Node.Probes;

/// <summary>Reads what came back from a container.</summary>
internal static class ProbeAnswers
{
    /// <summary>Output of a command that is kept, bytes; the kubelet's 10 KiB.</summary>
    public const int MaxOutput = 10 * 1024;

    /// <summary>Of the last response: 2xx is a success, a redirect that was not followed one with a warning.</summary>
    public static ProbeAnswer OfHttp(HttpAnswer answer) => answer.StatusCode switch
    {
        >= 200 and < 300 => ProbeAnswer.Success,
        >= 300 and < 400 => new ProbeAnswer(ProbeOutcome.Warning, "Probe terminated redirects, Response body: " + answer.Body),
        _ => ProbeAnswer.Failure($"HTTP probe failed with statuscode: {answer.StatusCode}"),
    };

    /// <summary>Of a health check: only SERVING is a success.</summary>
    public static ProbeAnswer OfHealth(HealthAnswer answer) => answer.Code switch
    {
        StatusCode.OK when answer.ServingStatus == "SERVING" => ProbeAnswer.Success,
        StatusCode.OK => ProbeAnswer.Failure($"service unhealthy (responded with \"{answer.ServingStatus}\")"),
        StatusCode.Unimplemented => ProbeAnswer.Failure(
            $"error: this server does not implement the grpc health protocol (grpc.health.v1.Health): {answer.Message}"),
        _ => ProbeAnswer.Failure($"error: health rpc probe failed: {answer.Code}: {answer.Message}"),
    };

    /// <summary>Of a command: its exit code; one that did not end in time failed, other errors of the runtime say nothing of the container.</summary>
    public static ProbeAnswer OfExec(CriReply reply, ProbeRequest.Exec exec, TimeSpan timeout) => reply.Failure switch
    {
        { Code: StatusCode.DeadlineExceeded } => ProbeAnswer.Failure(
            $"command timed out: \"{string.Join(' ', exec.Command)}\" timed out after {timeout.TotalSeconds:0}s"),
        { } failure => ProbeAnswer.Error($"rpc error: code = {failure.Code} desc = {failure.Message}"),
        null when reply.As<ExecSyncResponse>() is { ExitCode: 0 } => ProbeAnswer.Success,
        null => ProbeAnswer.Failure(Output(reply.As<ExecSyncResponse>())),
    };

    /// <summary>Of an exchange that came to nothing.</summary>
    public static ProbeAnswer OfFailure(ProbeRequest request, string error) => request switch
    {
        ProbeRequest.Http http => ProbeAnswer.Failure($"Get \"{http.Call.Url}\": {error}"),
        ProbeRequest.Grpc grpc => ProbeAnswer.Failure($"error: failed to connect service at \"{HttpCall.Authority(grpc.Host, grpc.Port)}\": {error}"),
        _ => ProbeAnswer.Failure(error),
    };

    /// <summary>Of an exchange whose time ran out.</summary>
    public static ProbeAnswer OfTimeout(ProbeRequest request, TimeSpan timeout) => request switch
    {
        ProbeRequest.Tcp tcp => ProbeAnswer.Failure($"dial tcp {HttpCall.Authority(tcp.Host, tcp.Port)}: i/o timeout"),
        ProbeRequest.Grpc => ProbeAnswer.Failure($"timeout: health rpc did not complete within {timeout.TotalSeconds:0}s"),
        _ => OfFailure(request, $"context deadline exceeded: no answer within {timeout.TotalSeconds:0}s"),
    };

    private static string Output(ExecSyncResponse response)
    {
        var output = response.Stdout.Concat(response.Stderr).Take(MaxOutput).ToArray();
        return output.Length > 0 ? Encoding.UTF8.GetString(output) : $"command exited with code {response.ExitCode}";
    }
}
