using Akka.Actor;
using Akka.Configuration;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Supervision;

public sealed class GuardianTests
{
    private const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF, loggers = [] }";

    private readonly Observer _observer = new();

    [Fact]
    public async Task Guardian_TopLevelActorFails_RestartsIt()
    {
        using var system = ActorSystem.Create("test", ConfigurationFactory.ParseString(Quiet));
        var actor = system.ActorOf(Script.Props(_observer, "actor"));

        actor.Tell(new InvalidOperationException("boom"));

        Assert.Equal(
            ["actor PreStart", "actor PreRestart boom", "actor PostStop", "actor PostRestart boom", "actor PreStart"],
            _observer.Next(5));
        await system.Terminate().WaitAsync(Observer.Patience);
    }

    [Fact]
    public async Task Guardian_WithStoppingStrategy_StopsTheActor()
    {
        using var system = ActorSystem.Create("test", ConfigurationFactory.ParseString(
            Quiet + "\nakka.actor.guardian-supervisor-strategy = \"Akka.Actor.StoppingSupervisorStrategy\""));
        var actor = system.ActorOf(Script.Props(_observer, "actor"));

        actor.Tell(new InvalidOperationException("boom"));

        Assert.Equal(["actor PreStart", "actor PostStop"], _observer.Next(2));
        await system.Terminate().WaitAsync(Observer.Patience);
    }

    [Fact]
    public async Task Guardian_ThatEscalates_EndsTheSystem()
    {
        var strategy = typeof(EscalatingStrategy).AssemblyQualifiedName;
        using var system = ActorSystem.Create("test", ConfigurationFactory.ParseString(
            Quiet + $"\nakka.actor.guardian-supervisor-strategy = \"{strategy}\""));
        var actor = system.ActorOf(Script.Props(_observer, "actor"));

        actor.Tell(new InvalidOperationException("boom"));

        await system.WhenTerminated.WaitAsync(Observer.Patience);
        Assert.Equal(["actor PreStart", "actor PostStop"], _observer.Next(2));
    }

    public sealed class EscalatingStrategy : SupervisorStrategyConfigurator
    {
        public override SupervisorStrategy Create() => new OneForOneStrategy(_ => Directive.Escalate);
    }
}
