using Grpc.Core;

namespace StandIns.Grpc.Tests;

public class CallOptionsTests
{
    [Fact]
    public void With_EachOption_ChangesACopyAndOnlyThatOption()
    {
        using var source = new CancellationTokenSource();
        var headers = new Metadata();
        var deadline = DateTime.UtcNow;
        var write = new WriteOptions(WriteFlags.NoCompress);

        var none = new CallOptions();
        var all = none.WithHeaders(headers).WithDeadline(deadline).WithCancellationToken(source.Token).WithWriteOptions(write);

        Assert.Null(none.Headers);
        Assert.Null(none.Deadline);
        Assert.False(none.CancellationToken.CanBeCanceled);
        Assert.Null(none.WriteOptions);
        Assert.Same(headers, all.Headers);
        Assert.Equal(deadline, all.Deadline);
        Assert.Equal(source.Token, all.CancellationToken);
        Assert.Same(write, all.WriteOptions);
        Assert.Equal(WriteFlags.NoCompress, all.WriteOptions!.Flags);
        Assert.Equal(default, WriteOptions.Default.Flags);
    }

    [Fact]
    public void Constructor_EachOption_IsKept()
    {
        var headers = new Metadata();
        var options = new CallOptions(headers, DateTime.MaxValue, CancellationToken.None, WriteOptions.Default);

        Assert.Same(headers, options.Headers);
        Assert.Equal(DateTime.MaxValue, options.Deadline);
        Assert.Same(WriteOptions.Default, options.WriteOptions);
    }
}
