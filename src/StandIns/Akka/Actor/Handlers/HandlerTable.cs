namespace Akka.Actor.Handlers;

/// <summary>The handlers of one behavior: what kinds they are, shared, and the handlers themselves.</summary>
internal struct HandlerTable
{
    public static readonly HandlerTable Empty = new() { _shape = HandlerShape.Root, _handlers = [] };

    private HandlerShape _shape;
    private object[] _handlers;

    public void Add(HandlerKind kind, object handler)
    {
        var count = _shape.Kinds.Length;
        var shape = _shape.With(kind);
        if (count == _handlers.Length)
        {
            Array.Resize(ref _handlers, Math.Max(count + 1, count == 0 ? shape.ExpectedCount : 2 * count));
        }

        _handlers[count] = handler;
        _shape = shape;
    }

    /// <summary>Gives up room that was not needed, and remembers how much was for the next actor of the kind.</summary>
    public void Trim()
    {
        var kinds = _shape.Kinds;
        if (kinds.Length == 0)
        {
            return;
        }

        if (kinds.Length != _handlers.Length)
        {
            Array.Resize(ref _handlers, kinds.Length);
        }

        var first = HandlerShape.Root.With(kinds[0]);
        if (first.ExpectedCount != kinds.Length)
        {
            first.ExpectedCount = kinds.Length;
        }
    }

    public readonly bool TryHandle(object message)
    {
        var kinds = _shape.Kinds;
        var handlers = _handlers;
        for (var i = 0; i < kinds.Length && i < handlers.Length; i++)
        {
            if (kinds[i].TryHandle(handlers[i], message))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A table that a behavior of its own refers to.</summary>
    internal sealed class Box
    {
        public HandlerTable Table = Empty;
    }
}
