namespace Akka.Actor;

public sealed partial class CoordinatedShutdown
{
    /// <summary>The phase <c>before-service-unbind</c>.</summary>
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";

    /// <summary>The phase <c>service-unbind</c>.</summary>
    public const string PhaseServiceUnbind = "service-unbind";

    /// <summary>The phase <c>service-requests-done</c>.</summary>
    public const string PhaseServiceRequestsDone = "service-requests-done";

    /// <summary>The phase <c>service-stop</c>.</summary>
    public const string PhaseServiceStop = "service-stop";

    /// <summary>The phase <c>before-cluster-shutdown</c>.</summary>
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";

    /// <summary>The phase <c>cluster-sharding-shutdown-region</c>.</summary>
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";

    /// <summary>The phase <c>cluster-leave</c>.</summary>
    public const string PhaseClusterLeave = "cluster-leave";

    /// <summary>The phase <c>cluster-exiting</c>.</summary>
    public const string PhaseClusterExiting = "cluster-exiting";

    /// <summary>The phase <c>cluster-exiting-done</c>.</summary>
    public const string PhaseClusterExitingDone = "cluster-exiting-done";

    /// <summary>The phase <c>cluster-shutdown</c>.</summary>
    public const string PhaseClusterShutdown = "cluster-shutdown";

    /// <summary>The phase <c>before-actor-system-terminate</c>.</summary>
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";

    /// <summary>The phase <c>actor-system-terminate</c>.</summary>
    public const string PhaseActorSystemTerminate = "actor-system-terminate";
}
