using Akka.Actor;
using Akka.Event;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Patterns;

public sealed class AskTests : SystemTest
{
    [Fact]
    public async Task Ask_ActorThatAnswers_ReturnsTheAnswer() =>
        Assert.Equal("echo: hello", await Answering().Ask<string>("hello", Observer.Patience));

    [Fact]
    public async Task Ask_WithoutType_ReturnsTheAnswer() =>
        Assert.Equal("echo: hello", await Answering().Ask("hello", Observer.Patience));

    [Fact]
    public async Task Ask_WithFactory_PassesWhoTakesTheAnswer() =>
        Assert.Equal("direct", await Answering().Ask<string>(sender => sender, Observer.Patience, CancellationToken.None));

    [Fact]
    public async Task Ask_ActorThatDoesNotAnswer_TimesOut()
    {
        var error = await Assert.ThrowsAsync<AskTimeoutException>(
            () => Answering().Ask<string>("silence", TimeSpan.FromMilliseconds(50)));

        Assert.Contains("0.05 seconds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_AnsweredByStatusFailure_ThrowsItsCause()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Answering().Ask<string>("fail", Observer.Patience));

        Assert.Equal("boom", error.Message);
    }

    [Fact]
    public async Task Ask_ForStatus_ReturnsTheFailure() =>
        Assert.Equal("boom", (await Answering().Ask<Status.Failure>("fail", Observer.Patience)).Cause.Message);

    [Fact]
    public async Task Ask_AnsweredByAnotherType_Throws() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Answering().Ask<int>("hello", Observer.Patience));

    [Fact]
    public async Task Ask_Cancelled_IsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var answer = Answering().Ask<string>("silence", cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task Ask_SecondAnswer_IsADeadLetter()
    {
        System.EventStream.Subscribe(System.ActorOf(Probe.Props(Observer)), typeof(DeadLetter));

        Assert.Equal("first", await Answering().Ask<string>("twice", Observer.Patience));

        Assert.Equal("second", Observer.Expect<DeadLetter>().Message);
    }

    [Fact]
    public async Task Ask_FromAnActor_DoesNotBlockIt()
    {
        var asker = Script("asker");
        var answering = Answering();
        asker.Do(context => answering.Ask<string>("hello", Observer.Patience).PipeTo(context.Self));

        Observer.Expect("asker: echo: hello");
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Forward_Message_KeepsTheSender()
    {
        var answering = Answering();
        var forwarder = Script("forwarder");
        forwarder.Do(context => context.Become(message => answering.Forward(message)));

        Assert.Equal("echo: hello", await forwarder.Ask<string>("hello", Observer.Patience));
    }

    private IActorRef Answering() => System.ActorOf(Props.Create(() => new Answers()));

    private sealed class Answers : ReceiveActor
    {
        public Answers()
        {
            Receive<IActorRef>(actor => actor.Tell("direct"));
            Receive<string>(text => text == "silence", _ => { });
            Receive<string>(text => text == "fail", _ => Sender.Tell(new Status.Failure(new InvalidOperationException("boom"))));
            Receive<string>(text => text == "twice", _ =>
            {
                Sender.Tell("first");
                Sender.Tell("second");
            });
            Receive<string>(text => Sender.Tell($"echo: {text}"));
        }
    }
}
