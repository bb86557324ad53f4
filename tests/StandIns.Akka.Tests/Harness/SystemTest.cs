using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;

namespace StandIns.Akka.Tests.Harness;

/// <summary>A test with an actor system of its own, which logs nothing.</summary>
public abstract class SystemTest : IAsyncLifetime
{
    private const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF, loggers = [] }";

    protected SystemTest(string config = "")
    {
        // A test kit leaves the cell of its test actor on the thread that its test ran on.
        InternalCurrentActorCellKeeper.Current = null;
        System = ActorSystem.Create(
            "test", ConfigurationFactory.ParseString(config).WithFallback(ConfigurationFactory.ParseString(Quiet)));
    }

    protected ActorSystem System { get; }

    protected Observer Observer { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync() => await System.Terminate().WaitAsync(Observer.Patience);

    protected IActorRef Script(string name, SupervisorStrategy? strategy = null)
    {
        var actor = System.ActorOf(Harness.Script.Props(Observer, name, strategy), name);
        Observer.Expect($"{name} PreStart");
        return actor;
    }

    /// <summary>Stops an actor and waits until it has terminated.</summary>
    protected static void StopAndWait(IActorRef actor) =>
        Assert.True(actor.GracefulStop(Observer.Patience).GetAwaiter().GetResult());

    /// <summary>A child of a script, which is a script too.</summary>
    protected IActorRef Child(IActorRef parent, string name)
    {
        var actor = parent.Get(context => context.ActorOf(Harness.Script.Props(Observer, name), name));
        Observer.Expect($"{name} PreStart");
        return actor;
    }
}
