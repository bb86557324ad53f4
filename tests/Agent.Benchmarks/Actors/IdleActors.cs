using Akka.Actor;

namespace Agent.Benchmarks.Actors;

/// <summary>Actors that have received a message and now wait for the next one.</summary>
internal static class IdleActors
{
    private const int Count = 200_000;

    public static double BytesPerActor()
    {
        using var system = ActorSystem.Create("benchmark", "akka.loglevel = WARNING");
        using var ready = new CountdownEvent(Count);
        var parent = system.ActorOf(Props.Create(() => new Parent()));
        parent.Ask<string>("warm up", TimeSpan.FromSeconds(10)).Wait();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        parent.Tell(ready);
        ready.Wait();
        parent.Ask<string>("all done", TimeSpan.FromSeconds(10)).Wait();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        return (after - before) / (double)Count;
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent()
        {
            Receive<CountdownEvent>(ready =>
            {
                var props = Props.Create<Idle>();
                for (var i = 0; i < Count; i++)
                {
                    Context.ActorOf(props).Tell(ready);
                }
            });
            Receive<string>(text => Sender.Tell(text));
        }
    }

    private sealed class Idle : ReceiveActor
    {
        private int _received;

        public Idle()
        {
            Receive<CountdownEvent>(ready =>
            {
                _received++;
                ready.Signal();
            });
            Receive<string>(text => Sender.Tell($"{text} {_received}"));
        }
    }
}
