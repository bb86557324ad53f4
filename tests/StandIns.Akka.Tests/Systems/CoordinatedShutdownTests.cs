using Akka;
using Akka.Actor;
using Akka.Configuration;
using StandIns.Akka.Tests.Harness;

namespace StandIns.Akka.Tests.Systems;

public sealed class CoordinatedShutdownTests : IDisposable
{
    private const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF, loggers = [] }";

    private readonly Observer _observer = new();
    private readonly ActorSystem _system;

    public CoordinatedShutdownTests()
    {
        _system = ActorSystem.Create("test", ConfigurationFactory.ParseString(
            "akka.coordinated-shutdown.phases.service-stop.timeout = 50 ms\n" + Quiet));
    }

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task Run_TasksInPhases_RunInTheOrderOfThePhases()
    {
        _system.ActorOf(Script.Props(_observer, "actor"));
        _observer.Expect("actor PreStart");
        var shutdown = CoordinatedShutdown.Get(_system);
        foreach (var phase in new[]
        {
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate,
            CoordinatedShutdown.PhaseServiceStop,
            CoordinatedShutdown.PhaseBeforeServiceUnbind,
            CoordinatedShutdown.PhaseServiceRequestsDone,
            CoordinatedShutdown.PhaseServiceUnbind,
        })
        {
            shutdown.AddTask(phase, "note", () => Note(phase));
        }

        await shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(Observer.Patience);

        _observer.Expect("before-service-unbind");
        _observer.Expect("service-unbind");
        _observer.Expect("service-requests-done");
        _observer.Expect("service-stop");
        _observer.Expect("before-actor-system-terminate");
        _observer.Expect("actor PostStop");
        Assert.Same(CoordinatedShutdown.ClrExitReason.Instance, shutdown.ShutdownReason);
        await _system.WhenTerminated.WaitAsync(Observer.Patience);
    }

    [Fact]
    public async Task Run_TasksOfOnePhase_RunSideBySide()
    {
        var shutdown = CoordinatedShutdown.Get(_system);
        var first = new TaskCompletionSource<Done>();
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "first", () => first.Task);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "second", () =>
        {
            first.SetResult(Done.Instance);
            return Note("second");
        });

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Observer.Patience);

        _observer.Expect("second");
    }

    [Fact]
    public async Task Run_TaskThatFails_GoesOn()
    {
        var shutdown = CoordinatedShutdown.Get(_system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fails", () => throw new InvalidOperationException("boom"));
        var later = Task.FromException<Done>(new InvalidOperationException("boom"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fails later", () => later);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, "note", () => Note("next phase"));

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Observer.Patience);

        _observer.Expect("next phase");
    }

    [Fact]
    public async Task Run_TaskThatNeverEnds_GoesOnAfterTheTimeout()
    {
        var shutdown = CoordinatedShutdown.Get(_system);
        Assert.Equal(TimeSpan.FromMilliseconds(50), shutdown.Timeout(CoordinatedShutdown.PhaseServiceStop));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "hangs", () => new TaskCompletionSource<Done>().Task);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "note", () => Note("next phase"));

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Observer.Patience);

        _observer.Expect("next phase");
    }

    [Fact]
    public async Task Run_FromAPhase_LeavesOutThoseBefore()
    {
        var shutdown = CoordinatedShutdown.Get(_system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "note", () => Note("before"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, "note", () => Note("from here"));

        await shutdown
            .Run(CoordinatedShutdown.UnknownReason.Instance, CoordinatedShutdown.PhaseServiceRequestsDone)
            .WaitAsync(Observer.Patience);

        _observer.Expect("from here");
    }

    [Fact]
    public async Task Run_Twice_RunsTasksOnce()
    {
        var shutdown = CoordinatedShutdown.Get(_system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "note", () => Note("once"));

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Observer.Patience);
        await shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(Observer.Patience);

        _observer.Expect("once");
        _observer.ExpectNothing();
        Assert.Same(CoordinatedShutdown.UnknownReason.Instance, shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Terminate_System_RunsTheCoordinatedShutdown()
    {
        var shutdown = CoordinatedShutdown.Get(_system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "note", () => Note("task"));

        await _system.Terminate().WaitAsync(Observer.Patience);

        _observer.Expect("task");
        Assert.Same(CoordinatedShutdown.ActorSystemTerminateReason.Instance, shutdown.ShutdownReason);
    }

    [Fact]
    public void AddTask_UnknownPhase_Throws()
    {
        var shutdown = CoordinatedShutdown.Get(_system);

        Assert.Throws<ConfigurationException>(() => shutdown.AddTask("unknown", "note", () => Note("never")));
        Assert.Throws<ArgumentException>(() => shutdown.Timeout("unknown"));
    }

    private Task<Done> Note(string note)
    {
        _observer.Note(note);
        return Task.FromResult(Done.Instance);
    }
}
