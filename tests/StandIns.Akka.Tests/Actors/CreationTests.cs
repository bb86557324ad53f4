using Akka.Actor;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Actors;

public sealed class CreationTests : SystemTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ActorOf_ConstructorOrPreStartThrows_StopsTheActor(bool inConstructor)
    {
        Exception? seen = null;
        var parent = Script("parent", new OneForOneStrategy(failure =>
        {
            seen = failure;
            return SupervisorStrategy.DefaultDecider.Decide(failure);
        }));

        var child = parent.Get(context => context.Watch(context.ActorOf(Props.Create(() => new Broken(inConstructor)))));

        Observer.Expect($"parent: <Terminated>: {child} - ExistenceConfirmed=True");
        var error = Assert.IsType<ActorInitializationException>(seen);
        Assert.Equal(child, error.Actor);
        Assert.Equal("broken", error.GetBaseException().Message);
    }

    [Fact]
    public void ActorOf_ConstructorThrowsOnceAndSupervisorRestarts_CreatesItAgain()
    {
        var attempts = 0;
        var parent = Script("parent", new OneForOneStrategy(_ => Directive.Restart));
        var props = Props.CreateBy(new Producer(
            () => ++attempts < 3 ? throw new InvalidOperationException("not yet") : new Probe(Observer)));

        var child = parent.Get(context => context.ActorOf(props));
        child.Tell("hello");

        Observer.Expect("hello");
        Assert.Equal(3, attempts);
    }

    [Fact]
    public void Tell_BeforeTheActorIsCreated_IsDeliveredAfterwards()
    {
        using var blocked = new ManualResetEventSlim();
        var actor = System.ActorOf(Props.CreateBy(new Producer(() =>
        {
            blocked.Wait(Observer.Patience);
            return new Probe(Observer);
        })));

        actor.Tell("early");
        Observer.ExpectNothing();
        blocked.Set();

        Observer.Expect("early");
    }

    [Fact]
    public void New_OutsideTheActorSystem_Throws() =>
        Assert.Throws<ActorInitializationException>(() => new Probe(Observer));

    [Fact]
    public void Context_OnAnotherThread_Throws()
    {
        var actor = System.ActorOf(Props.Create(() => new AsksForContext(Observer)));

        actor.Tell("go");

        Observer.Expect(nameof(NotSupportedException));
    }

    [Fact]
    public void Props_Expression_EvaluatesItsArgumentsOnce()
    {
        var calls = 0;
        Func<int> count = () => ++calls;
        var props = Props.Create(() => new Numbered(count(), "text", Observer));

        System.ActorOf(props).Tell("a");
        System.ActorOf(props).Tell("b");

        Observer.ExpectAll("1 text a", "1 text b");
    }

    [Fact]
    public void Props_TypeAndArguments_CallTheConstructor()
    {
        var type = typeof(Numbered);
        System.ActorOf(Props.Create(type, 7, "text", Observer)).Tell("a");
        System.ActorOf(Props.Create<Numbered>(8, null!, Observer)).Tell("b");

        Observer.ExpectAll("7 text a", "8  b");
    }

    [Fact]
    public void Props_ExpressionThatIsNoConstructor_Throws() =>
        Assert.Throws<InvalidCastException>(() => Props.Create(() => Make()));

    [Fact]
    public void Props_Producer_ReleasesInstances()
    {
        var producer = new Producer(() => new Probe(Observer));
        var actor = System.ActorOf(Props.CreateBy(producer));

        StopAndWait(actor);

        Assert.True(SpinWait.SpinUntil(() => producer.Released == 1, Observer.Patience));
    }

    [Fact]
    public void Props_With_LeavesTheOriginalAlone()
    {
        var props = Props.Create(() => new Probe(Observer));

        var changed = props
            .WithDispatcher("some-dispatcher")
            .WithMailbox("some-mailbox")
            .WithSupervisorStrategy(SupervisorStrategy.StoppingStrategy);

        Assert.Equal("akka.actor.default-dispatcher", props.Dispatcher);
        Assert.Equal("", props.Mailbox);
        Assert.Null(props.SupervisorStrategy);
        Assert.Equal("some-dispatcher", changed.Dispatcher);
        Assert.Equal("some-mailbox", changed.Mailbox);
        Assert.Same(SupervisorStrategy.StoppingStrategy, changed.SupervisorStrategy);
        Assert.Equal(typeof(Probe), changed.Type);
    }

    [Fact]
    public void Dispose_OfADisposableActor_HappensAfterPostStop()
    {
        var actor = System.ActorOf(Props.Create(() => new Disposable(Observer)));

        System.Stop(actor);

        Observer.Expect("PostStop");
        Observer.Expect("Dispose");
    }

    private static Probe Make() => throw new InvalidOperationException();

    private sealed class Broken : UntypedActor
    {
        public Broken(bool inConstructor)
        {
            if (inConstructor)
            {
                throw new InvalidOperationException("broken");
            }
        }

        protected override void PreStart() => throw new InvalidOperationException("broken");

        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class AsksForContext(Observer observer) : UntypedActor
    {
        protected override void OnReceive(object message) => new Thread(() =>
        {
            try
            {
                observer.Note(Self);
            }
            catch (Exception e)
            {
                observer.Note(e.GetType().Name);
            }
        }).Start();
    }

    private sealed class Numbered(int number, string? text, Observer observer) : UntypedActor
    {
        protected override void OnReceive(object message) => observer.Note($"{number} {text} {message}");
    }

    private sealed class Disposable(Observer observer) : UntypedActor, IDisposable
    {
        public void Dispose() => observer.Note("Dispose");

        protected override void OnReceive(object message)
        {
        }

        protected override void PostStop() => observer.Note("PostStop");
    }
}
