using System.Runtime.CompilerServices;

namespace Akka.Actor.Handlers;

/// <summary>Takes the messages of a type for which the handler, a <see cref="Func{T,TResult}"/>, returns true.</summary>
internal sealed class FuncKind<T> : HandlerKind
{
    public static readonly FuncKind<T> Instance = new();

    public override bool TryHandle(object handler, object message) =>
        message is T typed && Unsafe.As<Func<T, bool>>(handler)(typed);
}
