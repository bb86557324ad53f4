using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Node.Host;
using Agent.Node.Probes;
using Agent.Node.Runtime;
using Google.Protobuf;
using Grpc.Core;

namespace Agent.Node.Tests.Probes;

public sealed class ProbeRequestsTests
{
    private static readonly V1Container Container = new() { Name = "c", Ports = [new V1ContainerPort { Name = "web", ContainerPort = 8080 }] };

    private static readonly ProbeRequest.Exec Exec = new(["a", "b"]);

    [Theory]
    [InlineData("web", "tcp 10.0.0.1:8080")]
    [InlineData("81", "tcp 10.0.0.1:81")]
    [InlineData("none", "container c has no port named \"none\"")]
    [InlineData("0", "port \"0\" is none: 1 to 65535 are allowed")]
    [InlineData("70000", "port \"70000\" is none: 1 to 65535 are allowed")]
    public void Build_PortOfTcpSocket_IsFoundOrAnError(string port, string expected) =>
        Assert.Equal(expected, Text(ProbeRequests.Build(new V1Probe { TcpSocket = new V1TCPSocketAction { Port = port } }, Container, "10.0.0.1")));

    [Fact]
    public void Build_Host_CountsMoreThanThePodsAddress() => Assert.Equal(
        "tcp 127.0.0.1:80", Text(ProbeRequests.Build(new V1Probe { TcpSocket = new V1TCPSocketAction { Host = "127.0.0.1", Port = 80 } }, Container, "10.0.0.1")));

    [Fact]
    public void Build_NoHandler_IsAnErrorThatSaysWhatIsAllowed() =>
        Assert.Contains("exec, httpGet, tcpSocket and grpc", Text(ProbeRequests.Build(new V1Probe(), Container, "10.0.0.1")), StringComparison.Ordinal);

    [Theory]
    [InlineData(200, ProbeOutcome.Success)]
    [InlineData(299, ProbeOutcome.Success)]
    [InlineData(300, ProbeOutcome.Warning)]
    [InlineData(399, ProbeOutcome.Warning)]
    [InlineData(400, ProbeOutcome.Failure)]
    [InlineData(503, ProbeOutcome.Failure)]
    [InlineData(101, ProbeOutcome.Failure)]
    internal void OfHttp_StatusCode_Decides(int code, ProbeOutcome expected) =>
        Assert.Equal(expected, ProbeAnswers.OfHttp(new HttpAnswer(code, null, "")).Outcome);

    [Theory]
    [InlineData(StatusCode.OK, "SERVING", ProbeOutcome.Success)]
    [InlineData(StatusCode.OK, "NOT_SERVING", ProbeOutcome.Failure)]
    [InlineData(StatusCode.OK, "UNKNOWN", ProbeOutcome.Failure)]
    [InlineData(StatusCode.NotFound, "", ProbeOutcome.Failure)]
    [InlineData(StatusCode.Unimplemented, "", ProbeOutcome.Failure)]
    internal void OfHealth_Answer_OnlyServingIsASuccess(StatusCode code, string status, ProbeOutcome expected) =>
        Assert.Equal(expected, ProbeAnswers.OfHealth(new HealthAnswer(code, "", status)).Outcome);

    [Theory]
    [InlineData(StatusCode.DeadlineExceeded, ProbeOutcome.Failure)]
    [InlineData(StatusCode.Unavailable, ProbeOutcome.Error)]
    [InlineData(StatusCode.NotFound, ProbeOutcome.Error)]
    [InlineData(StatusCode.Unknown, ProbeOutcome.Error)]
    internal void OfExec_FailedCall_IsTheContainersFaultOnlyWhenTimeRanOut(StatusCode code, ProbeOutcome expected) => Assert.Equal(
        expected, ProbeAnswers.OfExec(new CriReply(default, CriMethod.ExecSync, null, new CriFailure(code, "x")), Exec, TimeSpan.FromSeconds(1)).Outcome);

    [Fact]
    public void OfExec_Output_IsCut()
    {
        var response = new ExecSyncResponse { ExitCode = 1, Stdout = ByteString.CopyFrom(new byte[20_000]), Stderr = ByteString.CopyFromUtf8("end") };

        var answer = ProbeAnswers.OfExec(new CriReply(default, CriMethod.ExecSync, response, null), Exec, TimeSpan.FromSeconds(1));

        Assert.Equal(ProbeAnswers.MaxOutput, answer.Text.Length);
    }

    private static string Text(ProbeRequest request) => request switch
    {
        ProbeRequest.Tcp tcp => $"tcp {tcp.Host}:{tcp.Port}",
        ProbeRequest.Bad bad => bad.Error,
        _ => request.ToString(),
    };
}
