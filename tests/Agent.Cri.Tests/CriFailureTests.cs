using System.Net.Sockets;
using Grpc.Core;

namespace Agent.Cri.Tests;

public class CriFailureTests
{
    private static readonly CriEndpoint Endpoint = CriEndpoint.Parse("/run/cri.sock");

    public static TheoryData<Exception> TransportFailures => new()
    {
        Rpc(StatusCode.Unavailable, new HttpRequestException("no", new SocketException((int)SocketError.ConnectionRefused))),
        Rpc(StatusCode.Internal, new HttpProtocolException(0, "closed, NO_ERROR", null)),
        Rpc(StatusCode.Cancelled, new HttpRequestException("reset", new HttpProtocolException(8, "CANCEL", null))),
        Rpc(StatusCode.Cancelled, new TaskCanceledException("connect", new TimeoutException())),
    };

    public static TheoryData<Exception> RuntimeFailures => new()
    {
        Rpc(StatusCode.Unavailable, cause: null),
        Rpc(StatusCode.NotFound, cause: null),
        Rpc(StatusCode.Cancelled, cause: null),
        Rpc(StatusCode.Internal, new HttpProtocolException(2, "INTERNAL_ERROR", null)),
        Rpc(StatusCode.Internal, new InvalidOperationException("cannot read the reply")),
    };

    [Theory]
    [MemberData(nameof(TransportFailures))]
    public void Of_ALostConnection_IsUnavailableAndNamesTheRuntime(Exception failure)
    {
        var outcome = Assert.IsType<RpcException>(Of(failure));

        Assert.Equal(StatusCode.Unavailable, outcome.StatusCode);
        Assert.Contains("unix:///run/cri.sock", outcome.Status.Detail, StringComparison.Ordinal);
        Assert.Same(((RpcException)failure).Status.DebugException, outcome.Status.DebugException);
        Assert.True(CriFailure.IsDisconnect(outcome));
    }

    [Fact]
    public void Of_AMissingSocket_SaysSo()
    {
        var cause = new HttpRequestException("no", new SocketException((int)SocketError.AddressNotAvailable));

        var outcome = Assert.IsType<RpcException>(Of(Rpc(StatusCode.Unavailable, cause)));

        Assert.EndsWith("unix:///run/cri.sock: the socket does not exist", outcome.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(RuntimeFailures))]
    public void Of_AFailureOfTheCall_IsTheSameException(Exception failure)
    {
        Assert.Same(failure, Of(failure));
        Assert.False(CriFailure.IsDisconnect(failure));
    }

    [Fact]
    public void Of_ACancelledCall_IsOperationCanceledWithItsToken()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        var outcome = Of(Rpc(StatusCode.Cancelled, cause: null), source.Token);

        Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(outcome).CancellationToken);
    }

    [Fact]
    public void Of_AFailureThatCameBeforeTheCancellation_IsThatFailure()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var failure = Rpc(StatusCode.NotFound, cause: null);

        Assert.Same(failure, Of(failure, source.Token));
    }

    [Fact]
    public void Of_ACallOnAClosedClient_IsUnavailable()
    {
        Exception[] failures = [new ObjectDisposedException("GrpcChannel"), Rpc(StatusCode.Cancelled, cause: null)];

        Assert.All(failures, failure =>
        {
            var outcome = Assert.IsType<RpcException>(CriFailure.Of(failure, Endpoint, closed: true, CancellationToken.None));
            Assert.Equal(StatusCode.Unavailable, outcome.StatusCode);
            Assert.Contains("closed by this side", outcome.Status.Detail, StringComparison.Ordinal);
        });
    }

    private static Exception Of(Exception failure, CancellationToken cancellationToken = default)
        => CriFailure.Of(failure, Endpoint, closed: false, cancellationToken);

    private static RpcException Rpc(StatusCode code, Exception? cause) => new(new Status(code, "detail", cause));
}
