using Agent.Simulation.Tests.Execution;
using Akka.Actor;

namespace Agent.Simulation.Tests;

public class SimulationTests
{
    private readonly List<string> _log = [];

    [Fact]
    public void Advance_OneMinute_FiresATimerOfASecondSixtyTimes()
    {
        using var simulation = Simulation.Create(1);
        var actor = simulation.System.ActorOf(Recorder.Props(_log, simulation.Time), "a");
        actor.Tell("tick every second");

        simulation.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(60, _log.Count);
        Assert.Equal("a:tick@00:00:01.000", _log[0]);
        Assert.Equal("a:tick@00:01:00.000", _log[^1]);
    }

    [Fact]
    public void Advance_TimerCancelled_FiresNoMore()
    {
        using var simulation = Simulation.Create(1);
        var actor = simulation.System.ActorOf(Recorder.Props(_log, simulation.Time), "a");
        actor.Tell("tick every second");
        simulation.Advance(TimeSpan.FromSeconds(2.5));
        actor.Tell("stop ticking");

        simulation.Advance(TimeSpan.FromHours(1));

        Assert.Equal(2, _log.Count);
    }

    [Fact]
    public void RunToQuiescence_MessagesOfOneActor_ComeInOrderAndThoseOfOthersInBetween()
    {
        List<string>[] runs = [.. Enumerable.Range(1, 5).Select(seed =>
        {
            var log = new List<string>();
            using var simulation = Simulation.Create(seed);
            var actors = Enumerable.Range(0, 3).Select(i => simulation.System.ActorOf(Recorder.Props(log, simulation.Time), $"{(char)('a' + i)}")).ToList();
            for (var i = 0; i < 5; i++)
            {
                actors.ForEach(a => a.Tell(i));
            }

            simulation.RunToQuiescence();
            return log;
        })];

        Assert.All(runs, log => Assert.All(log.GroupBy(l => l[0]), of => Assert.Equal(of.Order(), of)));
        Assert.All(runs, log => Assert.Equal(15, log.Count));

        // One message per turn: no actor gets all its five in a row, in five seeds not once.
        Assert.Equal(runs.Length, runs.Select(r => string.Join(' ', r)).Distinct().Count());
    }

    [Fact]
    public void RunToQuiescence_SameSeed_SameOrder()
    {
        Assert.Equal(Run(11), Run(11));
        Assert.NotEqual(Run(11), Run(12));

        static string Run(long seed)
        {
            var log = new List<string>();
            using var simulation = Simulation.Create(seed);
            simulation.Trace.IsOn = true;
            foreach (var i in Enumerable.Range(0, 20))
            {
                simulation.System.ActorOf(Recorder.Props(log, simulation.Time), $"a{i}").Tell("hello");
            }

            simulation.RunToQuiescence();
            return string.Join(' ', log) + simulation.Trace.Hash;
        }
    }

    [Fact]
    public void RunUntil_ConditionMet_StopsThere()
    {
        using var simulation = Simulation.Create(1);
        simulation.System.ActorOf(Recorder.Props(_log, simulation.Time), "a").Tell("tick every second");

        Assert.True(simulation.RunUntil(() => _log.Count == 3, TimeSpan.FromMinutes(1)));
        Assert.Equal(TimeSpan.FromSeconds(3), simulation.Elapsed);
        Assert.False(simulation.RunUntil(() => _log.Count == 3_000, TimeSpan.FromSeconds(10)));
        Assert.Equal(TimeSpan.FromSeconds(13), simulation.Elapsed);
    }

    [Fact]
    public void RunToQuiescence_MessagesWithoutEnd_SaysWhoSendsThem()
    {
        using var simulation = Simulation.Create(new SimulationOptions { MaxStepsPerInstant = 1000 });
        var actor = simulation.System.ActorOf(Recorder.Props(_log, simulation.Time), "busy");
        actor.Tell("forever");

        var error = Assert.Throws<InvalidOperationException>(simulation.RunToQuiescence);

        Assert.Contains("/user/busy", error.Message, StringComparison.Ordinal);
        simulation.System.Stop(actor);
    }

    [Fact]
    public void Errors_ActorThrows_NamesItAndTheException()
    {
        using var simulation = Simulation.Create(1);
        simulation.System.ActorOf(Recorder.Props(_log, simulation.Time), "a").Tell("throw");

        simulation.RunToQuiescence();

        var error = Assert.Single(simulation.Errors);
        Assert.Contains("/user/a", error.Source, StringComparison.Ordinal);
        Assert.Contains("as told", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Advance_AnotherThreadSendsMeanwhile_IsRefused()
    {
        using var simulation = Simulation.Create(1);
        var actor = simulation.System.ActorOf(Recorder.Props(_log, simulation.Time), "a");
        simulation.RunToQuiescence();
        simulation.Schedule(TimeSpan.FromSeconds(1), () =>
        {
            var outsider = new Thread(() => actor.Tell("from outside"));
            outsider.Start();
            outsider.Join();
        });

        var error = Assert.Throws<InvalidOperationException>(() => simulation.Advance(TimeSpan.FromSeconds(2)));

        Assert.Contains("not deterministic", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Advance_FromWithin_IsRefused()
    {
        using var simulation = Simulation.Create(1);
        simulation.Schedule(TimeSpan.Zero, () => simulation.Advance(TimeSpan.FromSeconds(1)));

        Assert.Throws<InvalidOperationException>(simulation.RunToQuiescence);
    }

    [Fact]
    public void Advance_LateTurns_LetTimePassBeforeAMessageIsProcessed()
    {
        using var simulation = Simulation.Create(new SimulationOptions { Seed = 3, DelayedRuns = 1, LongestDelay = TimeSpan.FromSeconds(1) });
        simulation.System.ActorOf(Recorder.Props(_log, simulation.Time), "a").Tell("hello");
        simulation.RunToQuiescence();
        Assert.Empty(_log);

        simulation.Advance(TimeSpan.FromSeconds(5));

        Assert.DoesNotContain("@00:00:00.000", Assert.Single(_log), StringComparison.Ordinal);
    }
}
