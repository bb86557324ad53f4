using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Acts on all children when one of them has failed.</summary>
public class AllForOneStrategy : SupervisorStrategy
{
    /// <summary>A strategy with a limit of restarts.</summary>
    /// <param name="maxNrOfRetries">How many restarts there may be; null for no limit. One more stops the child.</param>
    /// <param name="withinTimeRange">Within what time they are counted; null for ever.</param>
    /// <param name="localOnlyDecider">Maps exceptions to directives.</param>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), localOnlyDecider)
    {
    }

    /// <inheritdoc cref="AllForOneStrategy(int?,TimeSpan?,Func{Exception,Directive})"/>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, Milliseconds(withinTimeRange), decider)
    {
    }

    /// <summary>A strategy with a limit of restarts.</summary>
    /// <param name="maxNrOfRetries">How many restarts there may be; negative for no limit. One more stops the child.</param>
    /// <param name="withinTimeMilliseconds">Within what time they are counted; 0 or negative for ever.</param>
    /// <param name="localOnlyDecider">Maps exceptions to directives.</param>
    /// <param name="loggingEnabled">Whether failures are logged.</param>
    public AllForOneStrategy(
        int maxNrOfRetries,
        int withinTimeMilliseconds,
        Func<Exception, Directive> localOnlyDecider,
        bool loggingEnabled = true)
        : this(maxNrOfRetries, withinTimeMilliseconds, new LocalOnlyDecider(localOnlyDecider), loggingEnabled)
    {
    }

    /// <inheritdoc cref="AllForOneStrategy(int,int,Func{Exception,Directive},bool)"/>
    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, IDecider decider, bool loggingEnabled = true)
    {
        MaxNumberOfRetries = maxNrOfRetries;
        WithinTimeRangeMilliseconds = withinTimeMilliseconds;
        Decider = decider;
        LoggingEnabled = loggingEnabled;
    }

    /// <summary>A strategy without a limit of restarts.</summary>
    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, -1, localOnlyDecider)
    {
    }

    /// <summary>A strategy without a limit of restarts.</summary>
    public AllForOneStrategy(IDecider decider)
        : this(-1, -1, decider)
    {
    }

    /// <summary>A strategy by the default decider.</summary>
    protected AllForOneStrategy()
        : this(DefaultDecider)
    {
    }

    /// <summary>How many restarts there may be; negative for no limit.</summary>
    public int MaxNumberOfRetries { get; }

    /// <summary>Within what time they are counted; 0 or negative for ever.</summary>
    public int WithinTimeRangeMilliseconds { get; }

    /// <inheritdoc/>
    public override IDecider Decider { get; }

    /// <inheritdoc/>
    public override void HandleChildTerminated(
        IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children)
    {
        // Concerns nobody else.
    }

    /// <inheritdoc/>
    public override void ProcessFailure(
        IActorContext context,
        bool restart,
        IActorRef child,
        Exception cause,
        ChildRestartStats stats,
        IReadOnlyCollection<ChildRestartStats> children)
    {
        if (restart && children.All(sibling => sibling.RequestRestartPermission(MaxNumberOfRetries, WithinTimeRangeMilliseconds)))
        {
            foreach (var sibling in children)
            {
                RestartChild(sibling.Child, cause, suspendFirst: !child.Equals(sibling.Child));
            }
        }
        else
        {
            foreach (var sibling in children)
            {
                context.Stop(sibling.Child);
            }
        }
    }

    /// <inheritdoc/>
    protected override Directive Handle(IActorRef child, Exception exception) => Decider.Decide(exception);
}
