namespace Akka.Actor.Internal;

/// <summary>Knows whose code the current thread runs. For the actor system and its test kit.</summary>
public static class InternalCurrentActorCellKeeper
{
    [ThreadStatic]
    private static ActorCell? _current;

    /// <summary>The cell of the actor whose code the current thread runs; null outside of actors.</summary>
    public static ActorCell? Current
    {
        get => _current;
        set => _current = value;
    }
}
