using Akka.Actor;
using Akka.Configuration;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.StandInOnly;

public sealed class SupportedKeysTests
{
    [Theory]
    [InlineData("akka {\n  remote { hostname = x }\n}", "akka.remote.hostname", 2, 12)]
    [InlineData("akka.actor.serialize-messages = on", "akka.actor.serialize-messages", 1, 12)]
    [InlineData(
        "akka.actor.default-dispatcher {\n  fork-join-executor { parallelism-max = 2 }\n}",
        "akka.actor.default-dispatcher.fork-join-executor.parallelism-max",
        2,
        24)]
    [InlineData("akka.actor.deployment { /a { router = round-robin-pool } }", "router", 1, 30)]
    [InlineData("akka.loglevle = DEBUG", "akka.loglevle", 1, 6)]
    [InlineData("akka.scheduler.tick = 1s", "akka.scheduler.tick", 1, 16)]
    [InlineData(
        "akka.coordinated-shutdown.phases.service-stop.time = 1s", "akka.coordinated-shutdown.phases.service-stop.time", 1, 47)]
    public void Create_KeyThatNothingReads_ThrowsWithItsPlace(string hocon, string key, int line, int column)
    {
        var error = Assert.Throws<ConfigurationException>(
            () => ActorSystem.Create("test", ConfigurationFactory.ParseString(hocon)));

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Contains($"(line {line}, column {column})", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("akka.actor.default-dispatcher.executor = fork-join-executor")]
    [InlineData("akka.actor.provider = remote")]
    [InlineData("akka.actor.provider = \"Akka.Cluster.ClusterActorRefProvider, Akka.Cluster\"")]
    [InlineData("akka.coordinated-shutdown.terminate-actor-system = off")]
    public void Create_ValueThatIsNotSupported_Throws(string hocon) =>
        Assert.Throws<ConfigurationException>(() => ActorSystem.Create("test", ConfigurationFactory.ParseString(hocon)));

    [Theory]
    [InlineData("akka.actor.provider = local")]
    [InlineData("akka.actor.my-dispatcher { type = Dispatcher, throughput = 3 }")]
    [InlineData("akka.actor.default-dispatcher.throughput = 3")]
    [InlineData("akka.coordinated-shutdown.phases.mine { depends-on = [service-stop], timeout = 1s, recover = off }")]
    [InlineData("akka.test.timefactor = 2")]
    [InlineData("mine.anything = 1")]
    public async Task Create_SupportedKey_Works(string hocon)
    {
        var system = ActorSystem.Create("test", ConfigurationFactory.ParseString(hocon)
            .WithFallback(ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }")));

        await system.Terminate().WaitAsync(Observer.Patience);
    }

    [Fact]
    public async Task Create_KeysOfADispatcherOfItsOwn_AreFree()
    {
        var type = typeof(Dispatching.HandDispatcherConfigurator).AssemblyQualifiedName;
        var system = ActorSystem.Create("test", ConfigurationFactory.ParseString($$"""
            akka { loglevel = OFF, stdout-loglevel = OFF }
            akka.actor.hand { type = "{{type}}", seed = 1, nested { anything = 2 } }
            """));

        await system.Terminate().WaitAsync(Observer.Patience);
    }

    [Fact]
    public async Task Create_KeysOfASchedulerOfItsOwn_AreFree()
    {
        var system = ActorSystem.Create("test", ConfigurationFactory.ParseString($$"""
            akka { loglevel = OFF, stdout-loglevel = OFF }
            {{HandScheduler.Hocon}}
            akka.scheduler.anything = 1
            """));

        await system.Terminate().WaitAsync(Observer.Patience);
    }

    [Fact]
    public async Task Create_MailboxOfAnotherKind_ThrowsWhenItIsUsed()
    {
        var system = ActorSystem.Create("test", ConfigurationFactory.ParseString("""
            akka { loglevel = OFF, stdout-loglevel = OFF }
            priority { mailbox-type = "My.PriorityMailbox, Mine" }
            """));

        Assert.ThrowsAny<ConfigurationException>(() => system.ActorOf(Props.Empty.WithMailbox("priority")));

        await system.Terminate().WaitAsync(Observer.Patience);
    }
}
