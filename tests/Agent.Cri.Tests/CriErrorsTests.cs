using Grpc.Core;

namespace Agent.Cri.Tests;

public class CriErrorsTests
{
    [Theory]
    [InlineData(StatusCode.NotFound, "rpc error: code = NotFound desc = no such thing")]
    [InlineData(StatusCode.Cancelled, "rpc error: code = Canceled desc = no such thing")]
    [InlineData(StatusCode.DeadlineExceeded, "rpc error: code = DeadlineExceeded desc = no such thing")]
    [InlineData(StatusCode.Unknown, "rpc error: code = Unknown desc = no such thing")]
    [InlineData((StatusCode)99, "rpc error: code = Code(99) desc = no such thing")]
    public void Describe_OfAFailure_UsesTheWordsOfGrpc(StatusCode code, string expected)
        => Assert.Equal(expected, CriErrors.Describe(Failure(code, "no such thing")));

    [Theory]
    [InlineData(StatusCode.Unknown, "RegistryUnavailable: try later", "RegistryUnavailable: try later")]
    [InlineData(StatusCode.NotFound, "no image", "rpc error: code = NotFound desc = no image")]
    public void DescribePull_OfAFailure_UnwrapsOnlyUnknown(StatusCode code, string detail, string expected)
        => Assert.Equal(expected, CriErrors.DescribePull(Failure(code, detail)));

    [Fact]
    public void IsNotFound_IsTrueForThatCodeAlone()
    {
        Assert.True(CriErrors.IsNotFound(Failure(StatusCode.NotFound, "")));
        Assert.False(CriErrors.IsNotFound(Failure(StatusCode.Unavailable, "")));
        Assert.False(CriErrors.IsNotFound(new OperationCanceledException()));
    }

    private static RpcException Failure(StatusCode code, string detail) => new(new Status(code, detail));
}
