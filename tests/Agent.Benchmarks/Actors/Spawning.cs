using Akka.Actor;

namespace Agent.Benchmarks.Actors;

/// <summary>An actor that creates children, until the last one has started.</summary>
internal static class Spawning
{
    private const int Children = 200_000;

    public static Rate Spawns()
    {
        using var system = ActorSystem.Create("benchmark", "akka.loglevel = WARNING");
        using var started = new CountdownEvent(Children);
        return Rate.Measure(Children, () =>
        {
            system.ActorOf(Props.Create(() => new Parent(started)));
            started.Wait();
        });
    }

    private sealed class Parent : ReceiveActor
    {
        private readonly CountdownEvent _started;

        public Parent(CountdownEvent started)
        {
            _started = started;
        }

        protected override void PreStart()
        {
            var props = Props.CreateBy(new ChildProducer(_started));
            for (var i = 0; i < Children; i++)
            {
                Context.ActorOf(props);
            }
        }
    }

    private sealed class ChildProducer(CountdownEvent started) : IIndirectActorProducer
    {
        public Type ActorType => typeof(Child);

        public ActorBase Produce() => new Child(started);

        public void Release(ActorBase actor)
        {
        }
    }

    private sealed class Child : ReceiveActor
    {
        public Child(CountdownEvent started)
        {
            Receive<string>(static _ => { });
            started.Signal();
        }
    }
}
