namespace Akka.Actor.Internal;

/// <summary>Tells actors with the same path apart; unique in the process.</summary>
internal static class NextUid
{
    private static int _last;

    public static long Take()
    {
        // Wraps around, past the value that means any actor.
        var uid = Interlocked.Increment(ref _last);
        return uid != ActorCell.UndefinedUid ? uid : Interlocked.Increment(ref _last);
    }
}
