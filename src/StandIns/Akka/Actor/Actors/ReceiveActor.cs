using Akka.Actor.Handlers;

namespace Akka.Actor;

/// <summary>
/// An actor that declares, in its constructor, which messages it takes and how. Handlers are tried in the order of their
/// declaration. See Handlers/README.md for how they are kept.
/// </summary>
public abstract class ReceiveActor : UntypedActor
{
    private HandlerTable _handlers = HandlerTable.Empty;

    /// <summary>The table that declarations go to while a <c>Become</c> configures one.</summary>
    private HandlerTable.Box? _configured;

    private bool _incarnated;

    /// <summary>Takes messages of a type.</summary>
    /// <param name="handler">Processes the message.</param>
    /// <param name="shouldHandle">Which messages of that type; null for all.</param>
    /// <exception cref="InvalidOperationException">
    /// The actor is neither under construction nor in Become, or a handler before takes any message.
    /// </exception>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (shouldHandle is null)
        {
            Add(ActionKind<T>.Instance, handler);
        }
        else
        {
            Add(PredicateKind<T>.Instance, new PredicateKind<T>.Pair(shouldHandle, handler));
        }
    }

    /// <inheritdoc cref="Receive{T}(Action{T},Predicate{T})"/>
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>Takes messages of a type for which the handler returns true.</summary>
    /// <inheritdoc cref="Receive{T}(Action{T},Predicate{T})" path="/exception"/>
    protected void Receive<T>(Func<T, bool> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Add(FuncKind<T>.Instance, handler);
    }

    /// <inheritdoc cref="Receive{T}(Action{T},Predicate{T})"/>
    protected void Receive(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null)
    {
        ArgumentNullException.ThrowIfNull(messageType);
        ArgumentNullException.ThrowIfNull(handler);
        if (messageType == typeof(object))
        {
            Receive(handler, shouldHandle);
        }
        else
        {
            Add(PredicateKind<object>.Instance, new PredicateKind<object>.Pair(
                message => messageType.IsInstanceOfType(message) && (shouldHandle is null || shouldHandle(message)), handler));
        }
    }

    /// <inheritdoc cref="Receive(Type,Action{object},Predicate{object})"/>
    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) =>
        Receive(messageType, handler, shouldHandle);

    /// <summary>Takes messages of a type for which the handler returns true.</summary>
    /// <inheritdoc cref="Receive{T}(Action{T},Predicate{T})" path="/exception"/>
    protected void Receive(Type messageType, Func<object, bool> handler)
    {
        ArgumentNullException.ThrowIfNull(messageType);
        ArgumentNullException.ThrowIfNull(handler);
        Add(
            FuncKind<object>.Instance,
            (Func<object, bool>)(message => messageType.IsInstanceOfType(message) && handler(message)));
    }

    /// <summary>Takes all messages. No handler can come after it.</summary>
    /// <inheritdoc cref="Receive{T}(Action{T},Predicate{T})" path="/exception"/>
    protected void ReceiveAny(Action<object> handler) => Receive(handler, null);

    /// <summary>Replaces the current behavior by the handlers that are declared in <paramref name="configure"/>.</summary>
    protected void Become(Action configure) => Become(Configure(configure));

    /// <summary>Puts the handlers that are declared in <paramref name="configure"/> on top of the current behavior.</summary>
    protected void BecomeStacked(Action configure) => BecomeStacked(Configure(configure));

    /// <inheritdoc/>
    protected sealed override void OnReceive(object message) => Handle(_handlers, message);

    internal sealed override void Incarnated()
    {
        _handlers.Trim();
        _incarnated = true;
    }

    private void Handle(in HandlerTable handlers, object message)
    {
        if (!handlers.TryHandle(message))
        {
            Unhandled(message);
        }
    }

    private UntypedReceive Configure(Action configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var outer = _configured;
        var box = new HandlerTable.Box();
        _configured = box;
        try
        {
            configure();
        }
        finally
        {
            _configured = outer;
        }

        return message => Handle(box.Table, message);
    }

    private void Add(HandlerKind kind, object handler)
    {
        if (_configured is not null)
        {
            _configured.Table.Add(kind, handler);
        }
        else if (!_incarnated)
        {
            _handlers.Add(kind, handler);
        }
        else
        {
            throw new InvalidOperationException(
                "You may only call Receive-methods when constructing the actor and inside Become().");
        }
    }
}
