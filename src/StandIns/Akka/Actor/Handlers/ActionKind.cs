using System.Runtime.CompilerServices;

namespace Akka.Actor.Handlers;

/// <summary>Takes all messages of a type; the handler is an <see cref="Action{T}"/>.</summary>
internal sealed class ActionKind<T> : HandlerKind
{
    public static readonly ActionKind<T> Instance = new();

    public override bool TakesAny => typeof(T) == typeof(object);

    public override bool TryHandle(object handler, object message)
    {
        if (message is not T typed)
        {
            return false;
        }

        Unsafe.As<Action<T>>(handler)(typed);
        return true;
    }
}
