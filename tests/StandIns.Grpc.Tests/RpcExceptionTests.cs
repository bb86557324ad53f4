using Grpc.Core;

namespace StandIns.Grpc.Tests;

public class RpcExceptionTests
{
    private static readonly Status Status = new(StatusCode.Aborted, "detail", new InvalidOperationException("cause"));

    [Fact]
    public void Constructor_StatusOnly_SaysItInTheMessageAndKeepsTheCause()
    {
        var exception = new RpcException(Status);

        Assert.Equal(StatusCode.Aborted, exception.StatusCode);
        Assert.Equal("detail", exception.Status.Detail);
        Assert.Equal(Status.ToString(), exception.Message);
        Assert.Same(Status.DebugException, exception.InnerException);
        Assert.Empty(exception.Trailers);
    }

    [Fact]
    public void Constructor_TrailersAndMessage_KeepsBoth()
    {
        var trailers = new Metadata { { "key", "value" } };

        Assert.Same(trailers, new RpcException(Status, trailers).Trailers);
        Assert.Equal("own", new RpcException(Status, "own").Message);
        Assert.Equal("own", new RpcException(Status, trailers, "own").Message);
        Assert.Throws<ArgumentNullException>(() => new RpcException(Status, (Metadata)null!));
    }
}
