using Akka.Actor;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Patterns;

public sealed class PipeToTests : SystemTest
{
    private readonly InvalidOperationException _failure = new("boom");

    [Fact]
    public async Task PipeTo_Result_SendsIt()
    {
        await Task.FromResult("result").PipeTo(Target());
        Observer.Expect("result");

        await new ValueTask<string>("value").PipeTo(Target());
        Observer.Expect("value");
    }

    [Fact]
    public async Task PipeTo_ResultWithSuccess_SendsWhatItMakes()
    {
        await Task.FromResult(3).PipeTo(Target(), success: number => $"made of {number}");

        Observer.Expect("made of 3");
    }

    [Fact]
    public async Task PipeTo_Failure_SendsStatusFailure()
    {
        await Task.FromException<string>(_failure).PipeTo(Target());
        Assert.Same(_failure, Observer.Expect<Status.Failure>().Cause);

        await Task.FromException(_failure).PipeTo(Target());
        Assert.Same(_failure, Observer.Expect<Status.Failure>().Cause);

        await ValueTask.FromException(_failure).PipeTo(Target());
        Assert.Same(_failure, Observer.Expect<Status.Failure>().Cause);
    }

    [Fact]
    public async Task PipeTo_FailureWithFailure_SendsWhatItMakes()
    {
        await Task.FromException<string>(_failure).PipeTo(Target(), failure: e => $"made of {e.Message}");

        Observer.Expect("made of boom");
    }

    [Fact]
    public async Task PipeTo_SuccessThatThrows_SendsThatFailure()
    {
        await Task.FromResult(3).PipeTo(Target(), success: _ => throw _failure);

        Assert.Same(_failure, Observer.Expect<Status.Failure>().Cause);
    }

    [Fact]
    public async Task PipeTo_Cancelled_SendsStatusFailure()
    {
        await Task.FromCanceled<string>(new CancellationToken(true)).PipeTo(Target());

        Assert.IsAssignableFrom<OperationCanceledException>(Observer.Expect<Status.Failure>().Cause);
    }

    [Fact]
    public async Task PipeTo_TaskWithoutResult_SendsOnlyWhatSuccessMakes()
    {
        var target = Target();
        await Task.CompletedTask.PipeTo(target);
        await Task.CompletedTask.PipeTo(target, success: () => "done");

        Observer.Expect("done");
        Observer.ExpectNothing();
    }

    [Fact]
    public async Task PipeTo_WithSender_SendsFromIt()
    {
        var sender = Script("sender");
        var target = Script("target");
        target.Do(context => context.Become(_ => Observer.Note(context.Sender)));

        await Task.FromResult("result").PipeTo(target, sender);

        Observer.Expect(sender);
    }

    [Fact]
    public void PipeTo_TaskCompletedByAThread_SendsOnThatThread()
    {
        var source = new TaskCompletionSource<string>();
        var sent = source.Task.PipeTo(Target());
        var sentAtOnce = false;

        // A thread of its own: one with a synchronization context, as tests have, would leave it to the thread pool.
        var thread = new Thread(() =>
        {
            source.SetResult("result");
            sentAtOnce = sent.IsCompletedSuccessfully;
        });
        thread.Start();
        thread.Join();

        Assert.True(sentAtOnce);
        Observer.Expect("result");
    }

    private IActorRef Target() => System.ActorOf(Probe.Props(Observer));
}
