using Akka.Actor;

namespace Agent.Benchmarks.Actors;

/// <summary>Pairs of actors that send each other messages as fast as they can.</summary>
internal static class PingPong
{
    private const int Pairs = 2;
    private const int InFlight = 64;
    private const int MessagesPerPair = 8_000_000;

    public static Rate Messages()
    {
        using var system = ActorSystem.Create("benchmark", "akka.loglevel = WARNING");
        using var done = new CountdownEvent(Pairs);
        var pairs = Enumerable.Range(0, Pairs).Select(_ => (
            Ping: system.ActorOf(Props.Create(() => new Player(MessagesPerPair / 2, done))),
            Pong: system.ActorOf(Props.Create(() => new Player(int.MaxValue, done))))).ToArray();
        return Rate.Measure(Pairs * (double)MessagesPerPair, () =>
        {
            foreach (var (ping, pong) in pairs)
            {
                for (var i = 0; i < InFlight; i++)
                {
                    ping.Tell(Ball.Instance, pong);
                }
            }

            done.Wait();
        });
    }

    private sealed class Ball
    {
        public static readonly Ball Instance = new();
    }

    private sealed class Player : ReceiveActor
    {
        private int _left;

        public Player(int left, CountdownEvent done)
        {
            _left = left;
            Receive<Ball>(ball =>
            {
                if (--_left > 0)
                {
                    Sender.Tell(ball);
                }
                else if (_left == 0)
                {
                    done.Signal();
                }
            });
        }
    }
}
