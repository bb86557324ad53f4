using System.Collections.Concurrent;

namespace Akka.Actor.Handlers;

/// <summary>
/// A sequence of handler kinds. Actors of one class declare the same kinds in the same order, so they share their shape; what
/// each has of its own is the handlers. Shapes form a tree: each is its parent and one kind more.
/// </summary>
internal sealed class HandlerShape
{
    public static readonly HandlerShape Root = new([]);

    private readonly ConcurrentDictionary<HandlerKind, HandlerShape> _longer = [];

    /// <summary>The longer shape last asked for: most shapes have just one.</summary>
    private HandlerShape? _usual;

    private HandlerShape(HandlerKind[] kinds)
    {
        Kinds = kinds;
    }

    public HandlerKind[] Kinds { get; }

    /// <summary>How many handlers an actor that got this far had in the end, last time.</summary>
    public int ExpectedCount { get; set; }

    public HandlerShape With(HandlerKind kind)
    {
        if (_usual is { } usual && usual.Kinds[^1] == kind)
        {
            return usual;
        }

        if (Kinds is [.., { TakesAny: true }])
        {
            throw new InvalidOperationException(
                "A handler that catches all messages has been added. No handler can be added after that.");
        }

        return _usual = _longer.GetOrAdd(kind, static (added, shape) => new HandlerShape([.. shape.Kinds, added]), this);
    }
}
