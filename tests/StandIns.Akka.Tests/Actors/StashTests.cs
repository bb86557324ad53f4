using Akka.Actor;
using Akka.Event;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Actors;

public sealed class StashTests : SystemTest
{
    [Fact]
    public void UnstashAll_AfterStashing_DeliversInOrderAndFirst()
    {
        var actor = Stashing();
        using var blocked = new ManualResetEventSlim();
        actor.Tell("stash");
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell(3);
        actor.Tell(blocked);

        actor.Tell("unstash all");
        actor.Tell(4);
        blocked.Set();

        Assert.Equal([1, 2, 3, 4], Observer.Next(4));
    }

    [Fact]
    public void Unstash_AfterStashing_DeliversTheOldestFirst()
    {
        var actor = Stashing();
        using var blocked = new ManualResetEventSlim();
        actor.Tell("stash");
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell(blocked);

        actor.Tell("unstash");
        actor.Tell(3);
        blocked.Set();

        Assert.Equal([1, 3], Observer.Next(2));
        actor.Tell("count");
        Observer.Expect("count 1");
    }

    [Fact]
    public void Unstash_OfAMessage_KeepsItsSender()
    {
        var actor = Stashing();
        var sender = Script("sender");
        actor.Tell("stash");
        actor.Tell('?', sender);

        actor.Tell("unstash all");

        Observer.Expect("sender: !");
    }

    [Fact]
    public void Stash_SameMessageTwice_Throws()
    {
        var actor = Stashing();

        actor.Tell("stash twice");

        Observer.Expect(nameof(IllegalActorStateException));
    }

    [Fact]
    public void Restart_WithMessagesInTheStash_DeliversThemToTheNewInstance()
    {
        var actor = Stashing();
        actor.Tell("stash");
        actor.Tell(1);
        actor.Tell(2);

        actor.Tell(new InvalidOperationException("boom"));
        actor.Tell(3);

        Assert.Equal([1, 2, 3], Observer.Next(3));
    }

    [Fact]
    public void Stop_WithMessagesInTheStash_MakesThemDeadLetters()
    {
        System.EventStream.Subscribe(System.ActorOf(Probe.Props(Observer)), typeof(DeadLetter));
        var actor = Stashing();
        actor.Tell("stash");
        actor.Tell(1);
        actor.Tell(2);

        actor.Tell(PoisonPill.Instance);

        Assert.Equal(1, Observer.Expect<DeadLetter>().Message);
        Assert.Equal(2, Observer.Expect<DeadLetter>().Message);
    }

    [Fact]
    public void ClearStash_WithMessages_HandsThemOut()
    {
        var actor = Stashing();
        actor.Tell("stash");
        actor.Tell(1);
        actor.Tell(2);

        actor.Tell("clear");

        Observer.Expect("cleared 1 2");
        actor.Tell("count");
        Observer.Expect("count 0");
    }

    [Fact]
    public void Terminated_Stashed_IsDeliveredWhenUnstashed()
    {
        var actor = Stashing();
        var watched = Script("watched");
        actor.Tell("stash");
        actor.Tell(watched);
        StopAndWait(watched);
        Observer.Expect("watched PostStop");
        Observer.Expect("stashed Terminated");

        actor.Tell("unstash all");

        Observer.Expect($"<Terminated>: {watched} - ExistenceConfirmed=True");
    }

    private IActorRef Stashing() => System.ActorOf(Props.Create(() => new Stasher(Observer)));

    private sealed class Stasher(Observer observer) : UntypedActor, IWithUnboundedStash
    {
        private bool _stashing;

        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "stash":
                    _stashing = true;
                    break;
                case "unstash all":
                    _stashing = false;
                    Stash.UnstashAll();
                    break;
                case "unstash":
                    _stashing = false;
                    Stash.Unstash();
                    break;
                case "clear":
                    observer.Note($"cleared {string.Join(' ', Stash.ClearStash().Select(envelope => envelope.Message))}");
                    break;
                case "count":
                    observer.Note($"count {Stash.Count}");
                    break;
                case "stash twice":
                    Twice();
                    break;
                case Exception failure:
                    throw failure;
                case IActorRef watched:
                    Context.Watch(watched);
                    break;
                case ManualResetEventSlim blocked:
                    blocked.Wait(Observer.Patience);
                    break;
                case var _ when _stashing:
                    Stash.Stash();
                    if (message is Terminated)
                    {
                        observer.Note("stashed Terminated");
                    }

                    break;
                case '?':
                    Sender.Tell('!');
                    break;
                case Terminated:
                    observer.Note(message.ToString()!);
                    break;
                default:
                    observer.Note(message);
                    break;
            }
        }

        private void Twice()
        {
            Stash.Stash();
            try
            {
                Stash.Stash();
            }
            catch (IllegalActorStateException e)
            {
                observer.Note(e.GetType().Name);
            }
        }
    }
}
