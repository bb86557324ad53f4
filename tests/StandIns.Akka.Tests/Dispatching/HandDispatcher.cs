using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Dispatch;

namespace StandIns.Akka.Tests.Dispatching;

/// <summary>
/// A dispatcher of an application's own, by the public API only: it collects the mailboxes that have something to do, knows
/// whose they are, and runs them when it is told to, one message at a time.
/// </summary>
public sealed class HandDispatcher : MessageDispatcher
{
    private readonly ConditionalWeakTable<IRunnable, ActorPath> _owners = [];
    private readonly List<IRunnable> _runnable = [];

    public HandDispatcher(MessageDispatcherConfigurator configurator)
        : base(configurator)
    {
        Id = configurator.Config.GetString("id");
        Seed = configurator.Config.GetInt("seed");
        ShutdownTimeout = configurator.Config.GetTimeSpan("shutdown-timeout");

        // Any deadline ends a run after one message.
        ThroughputDeadlineTime = 0;
    }

    public int Seed { get; }

    public long Actors => Inhabitants;

    /// <summary>Who has something to do, in the order of the paths.</summary>
    public IReadOnlyList<string> Runnable
    {
        get
        {
            lock (_runnable)
            {
                return [.. _runnable.Select(Owner).Order(StringComparer.Ordinal)];
            }
        }
    }

    public override void Attach(ActorCell cell)
    {
        _owners.Add(cell.Mailbox!, cell.Self.Path);
        base.Attach(cell);
    }

    /// <summary>Runs one mailbox once.</summary>
    public void Run(string owner)
    {
        IRunnable run;
        lock (_runnable)
        {
            run = _runnable.Single(one => Owner(one) == owner);
            _runnable.Remove(run);
        }

        run.Run();
    }

    /// <summary>Runs mailboxes until none has anything to do.</summary>
    public void RunAll()
    {
        while (Runnable is [var first, ..])
        {
            Run(first);
        }
    }

    protected override void ExecuteTask(IRunnable run)
    {
        lock (_runnable)
        {
            _runnable.Add(run);
        }
    }

    protected override void Shutdown()
    {
    }

    private string Owner(IRunnable run) => _owners.TryGetValue(run, out var path) ? path.ToStringWithoutAddress() : "";
}
