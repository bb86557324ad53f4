using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Dispatching;

public sealed class DispatcherTests() : SystemTest(Hocon)
{
    private static readonly string Hocon = $$"""
        {{HandScheduler.Hocon}}
        hand { type = "{{typeof(HandDispatcherConfigurator).AssemblyQualifiedName}}", seed = 17 }
        alias = hand
        nothing { type = "No.Such.Type, Anywhere" }
        slow { type = Dispatcher, throughput = 1 }
        """;

    /// <summary>The actors on the dispatcher end only if it runs them.</summary>
    public override async Task DisposeAsync()
    {
        var terminated = System.Terminate();
        while (!terminated.IsCompleted)
        {
            Hand.RunAll();
            await Task.Yield();
        }

        await terminated;
    }

    private HandDispatcher Hand => (HandDispatcher)System.Dispatchers.Lookup("hand");

    [Fact]
    public void ExecuteTask_ActorWithSomethingToDo_GetsItsMailbox()
    {
        var a = OnHand("a");
        OnHand("b");

        Assert.Equal(["/user/a", "/user/b"], Hand.Runnable);
        Hand.RunAll();
        a.Tell("hello");

        Assert.Equal(["/user/a"], Hand.Runnable);
        Observer.ExpectNothing();
        Hand.Run("/user/a");
        Observer.Expect("hello");
        Assert.Empty(Hand.Runnable);
    }

    [Fact]
    public void Run_WithADeadline_ProcessesOneMessageAndComesBack()
    {
        var a = OnHand("a");
        Hand.RunAll();
        a.Tell(1);
        a.Tell(2);

        Assert.Equal(["/user/a"], Hand.Runnable);
        Hand.Run("/user/a");
        Observer.Expect(1);
        Observer.ExpectNothing();
        Assert.Equal(["/user/a"], Hand.Runnable);
        Hand.Run("/user/a");
        Observer.Expect(2);
        Assert.Empty(Hand.Runnable);
    }

    [Fact]
    public void Tell_ToAMailboxThatIsRunnable_DoesNotSubmitItAgain()
    {
        var a = OnHand("a");

        a.Tell(1);
        a.Tell(2);

        Assert.Equal(["/user/a"], Hand.Runnable);
    }

    [Fact]
    public void Children_WithTheDispatcherInTheirProps_UseIt()
    {
        var parent = System.ActorOf(Harness.Script.Props(Observer, "parent").WithDispatcher("hand"), "parent");
        parent.Do(context => context.ActorOf(Probe.Props(Observer).WithDispatcher("hand"), "child").Tell("hello"));

        Assert.True(SpinWait.SpinUntil(() => Hand.Runnable.Contains("/user/parent"), Observer.Patience));
        while (Hand.Runnable.Contains("/user/parent"))
        {
            Hand.Run("/user/parent");
        }

        Observer.Expect("parent PreStart");
        Assert.Equal(["/user/parent/child"], Hand.Runnable);
        Hand.RunAll();
        Observer.Expect("hello");
    }

    [Fact]
    public void Lookup_Section_PassesItsSettingsAndTheDefaults()
    {
        Assert.Equal(17, Hand.Seed);
        Assert.Equal("hand", Hand.Id);
        Assert.Equal(TimeSpan.FromSeconds(1), Hand.ShutdownTimeout);
        Assert.Same(Hand.Configurator.Prerequisites.Settings, System.Settings);
        Assert.Same(Hand.EventStream, System.EventStream);
    }

    [Fact]
    public void Lookup_Alias_IsTheOtherDispatcher() => Assert.Same(Hand, System.Dispatchers.Lookup("alias"));

    [Fact]
    public void Lookup_DefaultDispatchers_HaveTheirThroughput()
    {
        Assert.Equal(30, System.Dispatchers.DefaultGlobalDispatcher.Throughput);
        Assert.Equal(1, System.Dispatchers.Lookup("slow").Throughput);
        Assert.Equal(1, System.Dispatchers.Lookup(Dispatchers.DefaultBlockingDispatcherId).Throughput);
        Assert.Equal(5, System.Dispatchers.Lookup("akka.actor.internal-dispatcher").Throughput);
    }

    [Fact]
    public void ActorOf_UnknownDispatcher_Throws()
    {
        Assert.False(System.Dispatchers.HasDispatcher("unknown"));
        Assert.Throws<ConfigurationException>(() => System.ActorOf(Props.Empty.WithDispatcher("unknown"), "name"));
        Assert.Throws<ConfigurationException>(() => System.ActorOf(Props.Empty.WithDispatcher("nothing"), "name"));

        // The name has not been taken.
        System.ActorOf(Props.Empty, "name");
    }

    [Fact]
    public void ActorOf_UnknownMailbox_Throws() =>
        Assert.Throws<ConfigurationException>(() => System.ActorOf(Props.Empty.WithMailbox("unknown")));

    [Fact]
    public void ActorOf_KnownMailbox_Works()
    {
        System.ActorOf(Probe.Props(Observer).WithMailbox("akka.actor.mailbox.unbounded-deque-based")).Tell("hello");

        Observer.Expect("hello");
    }

    [Fact]
    public void RegisterConfigurator_UnderANewName_IsFound()
    {
        Assert.True(System.Dispatchers.RegisterConfigurator("registered", Hand.Configurator));
        Assert.False(System.Dispatchers.RegisterConfigurator("registered", Hand.Configurator));

        Assert.True(System.Dispatchers.HasDispatcher("registered"));
        Assert.Same(Hand, System.Dispatchers.Lookup("registered"));
    }

    [Fact]
    public void Schedule_Action_RunsItOnTheDispatcher()
    {
        Hand.Schedule(() => Observer.Note("scheduled"));

        Assert.Equal([""], Hand.Runnable);
        Assert.Equal(1, Hand.Actors);
        Hand.RunAll();
        Observer.Expect("scheduled");
        Assert.Equal(0, Hand.Actors);
    }

    [Fact]
    public void Stop_OfTheLastActor_LeavesNoInhabitant()
    {
        var a = OnHand("a");
        OnHand("b");
        Hand.RunAll();
        Assert.Equal(2, Hand.Actors);

        a.Tell(PoisonPill.Instance);
        Hand.RunAll();

        Assert.Equal(1, Hand.Actors);
    }

    private IActorRef OnHand(string name)
    {
        var actor = System.ActorOf(Probe.Props(Observer).WithDispatcher("hand"), name);
        Assert.True(SpinWait.SpinUntil(() => Hand.Runnable.Contains($"/user/{name}"), Observer.Patience));
        return actor;
    }
}
