namespace Akka.Actor;

/// <summary>References that always exist.</summary>
public static class ActorRefs
{
    /// <summary>The reference to no actor.</summary>
    public static readonly Nobody Nobody = Nobody.Instance;

    /// <summary>The sender of a message that has none: null.</summary>
    public static readonly IActorRef? NoSender;
}
