using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace StandIns.Akka.Tests.TestKits;

public class TestKitBaseTests() : TestKit("my.setting = 5")
{
    [Fact]
    public void Config_OfTheTest_HasTheTestKitsAsFallback()
    {
        Assert.Equal(5, Sys.Settings.Config.GetInt("my.setting"));
        Assert.Equal("test", Sys.Name);
        Assert.Equal(TimeSpan.FromSeconds(3), TestKitSettings.SingleExpectDefault);
        Assert.Equal(TimeSpan.FromSeconds(5), TestKitSettings.DefaultTimeout);
        Assert.Equal(TimeSpan.FromSeconds(3), TestKitSettings.TestEventFilterLeeway);
        Assert.Equal(1, TestKitSettings.TestTimeFactor);
        Assert.True(DefaultConfig.HasPath("akka.test.test-actor.dispatcher.type"));
    }

    [Fact]
    public void Constructor_Name_NamesTheSystem()
    {
        using var kit = new TestKit(ConfigurationFactory.Empty, "named");

        Assert.Equal("named", kit.Sys.Name);
    }

    [Fact]
    public void Constructor_Setup_IsUsed()
    {
        var setup = ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString("a.b = 7")));

        using var kit = new TestKit(setup, "named");

        Assert.Equal(7, kit.Sys.Settings.Config.GetInt("a.b"));
        Assert.Equal(TimeSpan.FromSeconds(3), kit.TestKitSettings.SingleExpectDefault);
    }

    [Fact]
    public async Task Constructor_GivenSystem_IsUsedAndEnded()
    {
        var system = ActorSystem.Create("given");

        using (var kit = new TestKit(system))
        {
            Assert.Same(system, kit.Sys);
            kit.TestActor.Tell("hello");
            kit.ExpectMsg("hello");
        }

        await system.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void TestActor_Path_IsASystemActor() => Assert.Equal("system", TestActor.Path.Parent.Name);

    [Fact]
    public void ImplicitSender_SyncTest_IsTheTestActor()
    {
        TestActor.Tell("hello");
        ExpectMsg("hello");

        Assert.Equal(TestActor, LastSender);
        Assert.Equal("hello", LastMessage);
    }

    [Fact]
    public async Task ImplicitSender_AfterAwait_IsTheTestActor()
    {
        await Task.Delay(1);
        TestActor.Tell("first");
        await ExpectMsgAsync("first");
        Assert.Equal(TestActor, LastSender);

        await Task.Yield();
        TestActor.Tell("second");
        await ExpectMsgAsync("second");
        Assert.Equal(TestActor, LastSender);
    }

    [Fact]
    public void LastSender_NothingReceived_Throws()
    {
        Assert.Throws<IllegalActorStateException>(() => LastSender);
        Assert.Throws<IllegalActorStateException>(() => LastMessage);
    }

    [Fact]
    public void HasMessages_Queue_TellsWhetherOneWaits()
    {
        Assert.False(HasMessages);
        TestActor.Tell("x");
        AwaitCondition(() => HasMessages);
    }

    [Fact]
    public void CreateTestActor_Name_SharesTheQueue()
    {
        var other = CreateTestActor("another");

        other.Tell("x");

        ExpectMsg("x");
        Assert.Equal("another", other.Path.Name);
    }

    [Fact]
    public async Task ActorOf_Forms_CreateTopLevelActors()
    {
        Assert.Equal("user", ActorOf(Props.Create(() => new Echo("a"))).Path.Parent.Name);
        var named = ActorOf(() => new Echo("b"), "echo");

        named.Tell("x");

        ExpectMsg("b x");
        Assert.Equal("echo", named.Path.Name);
        Assert.Equal(named, await ActorSelection("/user/echo").ResolveOne(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Shutdown_System_Terminates()
    {
        Shutdown(verifySystemShutdown: true);

        Assert.True(Sys.WhenTerminated.IsCompleted);
    }

    private sealed class Echo(string prefix) : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell($"{prefix} {message}");
    }
}
