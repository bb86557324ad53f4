namespace Akka.Actor.Internal;

/// <summary>Does nothing.</summary>
internal sealed class EmptyActor : UntypedActor
{
    public EmptyActor()
    {
    }

    protected override void OnReceive(object message)
    {
    }
}
