using Akka.Actor.Internal;

namespace Akka.Actor;

public sealed partial class ActorCell
{
    /// <summary>
    /// Stands for the actor's own Receive, so that not every actor needs a delegate of its own. It finds the actor by the
    /// thread it runs on.
    /// </summary>
    internal static readonly Receive OwnReceive =
        static message => InternalCurrentActorCellKeeper.Current!._actor!.ReceiveInternal(message);

    /// <inheritdoc/>
    public void Become(Receive receive) => _behavior = receive;

    /// <inheritdoc/>
    public void BecomeStacked(Receive receive)
    {
        if (_behavior is not null)
        {
            (Extras.Behaviors ??= new Stack<Receive>()).Push(_behavior);
        }

        _behavior = receive;
    }

    /// <inheritdoc/>
    public void UnbecomeStacked() =>
        _behavior = _extras?.Behaviors is { Count: > 0 } below ? below.Pop() : null;

    void IUntypedActorContext.Become(UntypedReceive receive) => Become(Handling(receive));

    void IUntypedActorContext.BecomeStacked(UntypedReceive receive) => BecomeStacked(Handling(receive));

    private static Receive Handling(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };

    private void ClearBehaviors()
    {
        _behavior = null;
        _extras?.Behaviors?.Clear();
    }
}
