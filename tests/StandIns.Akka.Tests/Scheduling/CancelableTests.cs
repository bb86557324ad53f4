using Akka.Actor;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Scheduling;

public sealed class CancelableTests() : SystemTest(HandScheduler.Hocon)
{
    [Fact]
    public void Cancel_Token_IsCancelledToo()
    {
        using var cancelable = new Cancelable(System.Scheduler);
        var token = cancelable.Token;

        cancelable.Cancel();

        Assert.True(token.IsCancellationRequested);
        Assert.True(cancelable.IsCancellationRequested);
    }

    [Fact]
    public void Token_AskedForAfterCancel_IsCancelled()
    {
        using var cancelable = new Cancelable(System.Scheduler);

        cancelable.Cancel();

        Assert.True(cancelable.Token.IsCancellationRequested);
    }

    [Fact]
    public void CancelAfter_OnTheSchedulersClock_Cancels()
    {
        using var cancelable = new Cancelable(System.Scheduler, TimeSpan.FromSeconds(10));

        HandScheduler.Of(System).Advance(TimeSpan.FromSeconds(9));
        Assert.False(cancelable.IsCancellationRequested);
        HandScheduler.Of(System).Advance(TimeSpan.FromSeconds(1));

        Assert.True(cancelable.IsCancellationRequested);
    }

    [Fact]
    public void Cancel_Disposed_Throws()
    {
        var cancelable = new Cancelable(System.Scheduler);

        cancelable.Dispose();

        Assert.True(cancelable.IsDisposed);
        Assert.Throws<ObjectDisposedException>(cancelable.Cancel);
    }

    [Fact]
    public void CancelIfNotNull_Null_DoesNothing() => default(ICancelable).CancelIfNotNull();
}
