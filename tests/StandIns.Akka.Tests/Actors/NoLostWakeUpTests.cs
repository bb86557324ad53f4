using Akka.Actor;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Actors;

/// <summary>
/// A mailbox that is found idle by the last sender and found empty by the thread that runs it, both wrongly, would leave its
/// messages unprocessed for ever. The pauses make mailboxes run dry again and again.
/// </summary>
public sealed class NoLostWakeUpTests : SystemTest
{
    private const int Receivers = 5;
    private const int Threads = 4;
    private const int MessagesPerThread = 2_500_000;

    [Fact]
    public void Tell_TenMillionMessagesFromManyThreads_ProcessesAll()
    {
        using var done = new CountdownEvent(Receivers);
        var receivers = Enumerable.Range(0, Receivers)
            .Select(_ => System.ActorOf(Props.Create(() => new Counter(Threads * MessagesPerThread / Receivers, done))))
            .ToArray();

        var threads = Enumerable.Range(0, Threads).Select(seed => new Thread(() => Send(receivers, seed))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.True(done.Wait(Observer.Patience), $"{done.CurrentCount} of {Receivers} actors did not get all their messages");
    }

    [Fact]
    public void Tell_OneMessageAtATimeBetweenActors_NeverStops()
    {
        using var done = new CountdownEvent(2);
        var left = System.ActorOf(Props.Create(() => new Counter(200_000, done)));
        var right = System.ActorOf(Props.Create(() => new Counter(200_000, done)));

        left.Tell("ball", right);

        Assert.True(done.Wait(Observer.Patience));
    }

    private static void Send(IActorRef[] receivers, int seed)
    {
        var message = new object();
        for (var i = 0; i < MessagesPerThread; i++)
        {
            receivers[(i + seed) % receivers.Length].Tell(message, ActorRefs.NoSender);
            if (i % 1000 == 0)
            {
                Thread.SpinWait((seed + 1) * 500);
            }
        }
    }

    private sealed class Counter(int messages, CountdownEvent done) : UntypedActor
    {
        private int _left = messages;

        protected override void OnReceive(object message)
        {
            if (message is string)
            {
                Sender.Tell(message);
            }

            if (--_left == 0)
            {
                done.Signal();
            }
        }
    }
}
