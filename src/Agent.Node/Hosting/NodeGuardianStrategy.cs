using Akka.Actor;

namespace Agent.Node.Hosting;

/// <summary>
/// What becomes of an actor directly below <c>/user</c> that throws: it is restarted, and a node then adopts what runs. Only one
/// that cannot even start is stopped. For <c>akka.actor.guardian-supervisor-strategy</c>.
/// </summary>
public sealed class NodeGuardianStrategy : SupervisorStrategyConfigurator
{
    /// <summary>The value of the setting.</summary>
    public static string TypeName { get; } = $"{typeof(NodeGuardianStrategy).FullName}, {typeof(NodeGuardianStrategy).Assembly.GetName().Name}";

    /// <inheritdoc/>
    public override SupervisorStrategy Create() => new OneForOneStrategy(
        -1, TimeSpan.FromMilliseconds(-1), error => error is ActorInitializationException ? Directive.Stop : Directive.Restart);
}
