using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace StandIns.Akka.Tests.TestKits;

public class TestProbeTests : TestKit
{
    [Fact]
    public void Probe_Message_WaitsInItsOwnQueue()
    {
        var probe = CreateTestProbe("probe");

        probe.Tell("x");

        probe.ExpectMsg("x");
        Assert.Equal(TestActor, probe.Sender);
        Assert.Equal("probe", probe.Ref.Path.Name);
        ExpectNoMsg(20);
    }

    [Fact]
    public void Send_Message_ComesFromTheProbe()
    {
        var probe = CreateTestProbe();

        probe.Send(TestActor, "x");

        ExpectMsgFrom(probe, "x");
        Assert.Equal(probe.Ref, LastSender);
    }

    [Fact]
    public void Reply_LastMessage_GoesToItsSender()
    {
        var probe = CreateTestProbe();
        probe.Tell("question");
        probe.ExpectMsg("question");

        probe.Reply("answer");

        ExpectMsgFrom(probe, "answer");
    }

    [Fact]
    public void Forward_Message_KeepsTheSender()
    {
        var probe = CreateTestProbe();
        var other = CreateTestProbe();
        probe.Tell("x");
        probe.ExpectMsg("x");

        probe.Forward(other);
        probe.Forward(other, "y");

        other.ExpectMsgFrom(TestActor, "x");
        other.ExpectMsgFrom(TestActor, "y");
    }

    [Fact]
    public async Task Ask_Probe_IsAnsweredByReply()
    {
        var probe = CreateTestProbe();
        var answer = probe.Ref.Ask<string>("question", TimeSpan.FromSeconds(10));
        await probe.ExpectMsgAsync("question");

        probe.Reply("answer");

        Assert.Equal("answer", await answer);
    }

    [Fact]
    public void Probe_AsReference_EqualsItsRef()
    {
        var probe = CreateTestProbe();
        IActorRef reference = probe;

        Assert.True(reference.Equals(probe.Ref));
        Assert.True(probe.Ref.Equals(probe));
        Assert.Equal(probe.Ref.GetHashCode(), probe.GetHashCode());
        Assert.Equal(probe.Ref.Path, reference.Path);
        Assert.Contains(probe.Ref.ToString()!, probe.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Probe_CreatedInATest_LeavesTheImplicitSender()
    {
        CreateTestProbe();

        TestActor.Tell("x");

        ExpectMsgFrom(TestActor, "x");
    }

    [Fact]
    public void Watch_ByActor_SeesTheProbeStop()
    {
        var watched = CreateTestProbe();
        Watch(watched);

        Sys.Stop(watched);

        ExpectTerminated(watched);
    }

    [Fact]
    public void Watch_ByProbe_SeesActorStop()
    {
        var probe = CreateTestProbe();
        var actor = ActorOf<Silent>();
        probe.Watch(actor);

        actor.Tell(PoisonPill.Instance);

        probe.ExpectTerminated(actor);
    }

    [Fact]
    public void Watch_ProbeInProps_IsSeenByTheActor()
    {
        var probe = CreateTestProbe();
        var watcher = ActorOf(() => new Watcher(probe));
        watcher.Tell("ready?");
        ExpectMsg("ready");

        Sys.Stop(probe.Ref);

        ExpectMsg("gone");
    }

    [Fact]
    public void CreateTestProbe_OtherSystem_LivesThere()
    {
        var other = ActorSystem.Create("other");
        try
        {
            var probe = CreateTestProbe(other);

            probe.Tell("x");

            probe.ExpectMsg("x");
            Assert.Equal("other", probe.Ref.Path.Address.System);
        }
        finally
        {
            Shutdown(other, TimeSpan.FromSeconds(10), verifySystemShutdown: true);
        }
    }

    private sealed class Silent : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }
    }

    private sealed class Watcher : UntypedActor
    {
        private readonly IActorRef _watched;
        private IActorRef? _client;

        public Watcher(IActorRef watched)
        {
            _watched = watched;
        }

        protected override void PreStart() => Context.Watch(_watched);

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case string:
                    _client = Sender;
                    Sender.Tell("ready");
                    break;

                case Terminated terminated when terminated.ActorRef.Equals(_watched):
                    _client!.Tell("gone");
                    break;
            }
        }
    }
}
