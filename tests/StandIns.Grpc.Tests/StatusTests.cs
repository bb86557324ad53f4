using Grpc.Core;

namespace StandIns.Grpc.Tests;

public class StatusTests
{
    [Fact]
    public void ToString_WithAndWithoutCause_NamesCodeDetailAndCause()
    {
        Assert.Equal("Status(StatusCode=\"NotFound\", Detail=\"x\")", new Status(StatusCode.NotFound, "x").ToString());
        Assert.Equal(
            "Status(StatusCode=\"Internal\", Detail=\"x\", DebugException=\"System.InvalidOperationException: y\")",
            new Status(StatusCode.Internal, "x", new InvalidOperationException("y")).ToString());
    }

    [Fact]
    public void Defaults_SuccessAndCancelled_HaveEmptyDetails()
    {
        Assert.Equal((StatusCode.OK, ""), (Status.DefaultSuccess.StatusCode, Status.DefaultSuccess.Detail));
        Assert.Equal((StatusCode.Cancelled, ""), (Status.DefaultCancelled.StatusCode, Status.DefaultCancelled.Detail));
    }
}
