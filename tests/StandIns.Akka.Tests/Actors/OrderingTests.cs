using Akka.Actor;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Actors;

public sealed class OrderingTests : SystemTest
{
    private const int Senders = 8;
    private const int MessagesEach = 20_000;

    [Fact]
    public void Tell_FromManySenders_ArrivesInTheOrderOfEachSender()
    {
        var receiver = System.ActorOf(Props.Create(() => new OrderCheck(Observer)));

        Parallel.For(0, Senders, new ParallelOptions { MaxDegreeOfParallelism = Senders }, sender =>
        {
            for (var number = 0; number < MessagesEach; number++)
            {
                receiver.Tell(new Numbered(sender, number), ActorRefs.NoSender);
            }
        });

        Observer.Expect("all in order");
    }

    [Fact]
    public void Receive_UnderLoadFromManyThreads_IsNeverEnteredTwiceAtOnce()
    {
        var receiver = System.ActorOf(Props.Create(() => new EntryCheck(Observer, Senders * MessagesEach)));

        Parallel.For(0, Senders, new ParallelOptions { MaxDegreeOfParallelism = Senders }, _ =>
        {
            for (var number = 0; number < MessagesEach; number++)
            {
                receiver.Tell(number, ActorRefs.NoSender);
            }
        });

        Observer.Expect("entered at once: 1");
    }

    [Fact]
    public void Tell_FromActors_ArrivesInTheOrderOfEachSender()
    {
        var receiver = System.ActorOf(Props.Create(() => new OrderCheck(Observer)));
        for (var sender = 0; sender < Senders; sender++)
        {
            System.ActorOf(Props.Create(() => new Counter(receiver))).Tell(new Numbered(sender, 0), ActorRefs.NoSender);
        }

        Observer.Expect("all in order");
    }

    private sealed record Numbered(int Sender, int Number);

    private sealed class OrderCheck(Observer observer) : UntypedActor
    {
        private readonly int[] _next = new int[Senders];

        protected override void OnReceive(object message)
        {
            var (sender, number) = (Numbered)message;
            if (_next[sender]++ != number)
            {
                observer.Note($"sender {sender}: {number} instead of {_next[sender] - 1}");
            }
            else if (_next.All(next => next == MessagesEach))
            {
                observer.Note("all in order");
            }
        }
    }

    private sealed class Counter(IActorRef receiver) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            var numbered = (Numbered)message;
            if (numbered.Number < MessagesEach)
            {
                receiver.Tell(numbered);
                Self.Tell(numbered with { Number = numbered.Number + 1 });
            }
        }
    }

    private sealed class EntryCheck(Observer observer, int messages) : UntypedActor
    {
        private int _inside;
        private int _most;
        private int _left = messages;

        protected override void OnReceive(object message)
        {
            _most = Math.Max(_most, Interlocked.Increment(ref _inside));
            Thread.SpinWait(10);
            Interlocked.Decrement(ref _inside);
            if (--_left == 0)
            {
                observer.Note($"entered at once: {_most}");
            }
        }
    }
}
