using System.Runtime.CompilerServices;

namespace Akka.Actor.Handlers;

/// <summary>Takes the messages of a type that fulfill a predicate; the handler is a <see cref="Pair"/>.</summary>
internal sealed class PredicateKind<T> : HandlerKind
{
    public static readonly PredicateKind<T> Instance = new();

    public override bool TryHandle(object handler, object message)
    {
        var pair = Unsafe.As<Pair>(handler);
        if (message is not T typed || !pair.Predicate(typed))
        {
            return false;
        }

        pair.Action(typed);
        return true;
    }

    internal sealed record Pair(Predicate<T> Predicate, Action<T> Action);
}
