using Akka.Actor;
using Akka.Dispatch;

namespace Agent.Simulation.Execution;

/// <summary>A dispatcher that runs nothing itself: mailboxes go to the <see cref="SimulationLoop"/>, under their actors' paths.</summary>
internal sealed class SeededDispatcher : MessageDispatcher
{
    private readonly SimulationLoop _loop;
    private readonly Dictionary<object, string> _paths = new(ReferenceEqualityComparer.Instance);

    public SeededDispatcher(MessageDispatcherConfigurator configurator, string id, SimulationLoop loop)
        : base(configurator)
    {
        _loop = loop;
        Id = id;

        // One message per run: a deadline is a point of the process's clock, and any point in the past ends a run after a message.
        Throughput = 1;
        ThroughputDeadlineTime = 0;
        ShutdownTimeout = TimeSpan.FromSeconds(1);
    }

    public override void Attach(ActorCell cell)
    {
        lock (_paths)
        {
            _paths[cell.Mailbox!] = cell.Self.Path.ToStringWithoutAddress();
        }

        base.Attach(cell);
    }

    public override void Detach(ActorCell cell)
    {
        var mailbox = cell.Mailbox!;
        base.Detach(cell);
        lock (_paths)
        {
            _paths.Remove(mailbox);
        }
    }

    public override void Dispatch(ActorCell cell, Envelope envelope)
    {
        if (_loop.Trace.IsOn)
        {
            _loop.Trace.Message(_loop.Clock.Elapsed, cell.Self.Path.ToStringWithoutAddress(), envelope.Message);
        }

        base.Dispatch(cell, envelope);
    }

    protected override void ExecuteTask(IRunnable run)
    {
        string? path;
        lock (_paths)
        {
            _paths.TryGetValue(run, out path);
        }

        // Work that is no mailbox has no path: it comes in the order of its arrival.
        _loop.Add(path ?? "", run);
    }

    protected override void Shutdown()
    {
        // There is no thread to let go.
    }
}
