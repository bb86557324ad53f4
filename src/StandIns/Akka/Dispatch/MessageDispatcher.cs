using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Dispatch;

/// <summary>
/// Decides when and on which thread actors process their messages. A subclass gets the mailboxes that have something to do in
/// <see cref="ExecuteTask"/> and must run each of them once, on any thread, at any time.
/// </summary>
public abstract partial class MessageDispatcher
{
    /// <summary>The throughput of a dispatcher that sets none.</summary>
    public const int DefaultThroughput = 100;

    /// <summary>A dispatcher made by <paramref name="configurator"/>.</summary>
    protected MessageDispatcher(MessageDispatcherConfigurator configurator)
    {
        Configurator = configurator;
        Throughput = DefaultThroughput;
    }

    /// <summary>What made this dispatcher.</summary>
    public MessageDispatcherConfigurator Configurator { get; }

    /// <summary>The event stream of the actor system.</summary>
    public EventStream EventStream => Configurator.Prerequisites.EventStream;

    /// <summary>The name of the dispatcher: the path of its configuration.</summary>
    public string? Id { get; protected set; }

    /// <summary>
    /// How many messages an actor may process before others get their turn, less one: with a throughput of n, a run of a
    /// mailbox processes up to n + 1 messages.
    /// </summary>
    public int Throughput { get; set; }

    /// <summary>
    /// When an actor must give way, in units of 100 ns on the process's monotonic clock, not from the start of its turn. With
    /// any small value, such as 0, a run of a mailbox processes one message.
    /// </summary>
    public long? ThroughputDeadlineTime { get; protected set; }

    /// <summary>How long the dispatcher must have had no actor before it is shut down.</summary>
    public TimeSpan ShutdownTimeout { get; protected set; }

    /// <summary>Runs an action on this dispatcher.</summary>
    public void Schedule(Action run) => Schedule(new ActionRunnable(run));

    /// <summary>Runs some work on this dispatcher.</summary>
    public void Schedule(IRunnable run)
    {
        AddInhabitants(1);
        ExecuteTask(new GuestWork(this, run));
    }

    /// <summary>Puts a message into an actor's mailbox.</summary>
    public virtual void Dispatch(ActorCell cell, Envelope envelope)
    {
        var mailbox = cell.Mailbox;
        if (mailbox.TryEnqueue(envelope))
        {
            RegisterForExecution(mailbox, hasMessageHint: true, hasSystemMessageHint: false);
        }
        else
        {
            cell.ToDeadLetters(envelope.Message, envelope.Sender);
        }
    }

    /// <summary>Puts a system message into an actor's mailbox.</summary>
    public virtual void SystemDispatch(ActorCell cell, SystemMessage message)
    {
        var mailbox = cell.Mailbox;
        if (mailbox.TryEnqueueSystem(message))
        {
            RegisterForExecution(mailbox, hasMessageHint: false, hasSystemMessageHint: true);
        }
        else
        {
            cell.ToDeadLetters(message);
        }
    }

    /// <summary>Takes in an actor that is about to start.</summary>
    public virtual void Attach(ActorCell cell)
    {
        AddInhabitants(1);

        // Claimed since it was made, so that it cannot have run before.
        ExecuteTask(cell.Mailbox);
    }

    /// <summary>Lets go of an actor that has terminated: what is left in its mailbox becomes dead letters.</summary>
    public virtual void Detach(ActorCell cell)
    {
        try
        {
            AddInhabitants(-1);
            cell.CloseMailbox();
        }
        finally
        {
            ScheduleShutdownIfUnused();
        }
    }

    /// <summary>Runs <paramref name="run"/> once. Must not lose it, nor run it on two threads at once.</summary>
    protected abstract void ExecuteTask(IRunnable run);

    /// <summary>Lets go of the dispatcher's resources. It may be used again afterwards.</summary>
    protected abstract void Shutdown();

    /// <summary>Logs an exception that the dispatcher has no better place for.</summary>
    protected void ReportFailure(Exception ex) =>
        EventStream.Publish(new Error(ex, GetType().FullName!, GetType(), ex.Message));

    /// <summary>Has the mailbox run if there is, or is said to be, something in it.</summary>
    internal void RegisterForExecution(Mailbox mailbox, bool hasMessageHint, bool hasSystemMessageHint)
    {
        if (mailbox.TryClaim(hasMessageHint, hasSystemMessageHint))
        {
            ExecuteTask(mailbox);
        }
    }

    /// <summary>Has a claimed mailbox run again.</summary>
    internal virtual void Continue(Mailbox mailbox) => ExecuteTask(mailbox);
}
