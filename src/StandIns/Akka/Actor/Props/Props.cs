using System.Linq.Expressions;
using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>
/// How to create an actor: its class, arguments, dispatcher and so on. Immutable, and best made once for many actors; the
/// cheapest are those of <see cref="CreateBy"/>.
/// </summary>
public class Props
{
    internal static readonly Props Terminated = new(new TerminatedProducer(), []);

    private readonly IIndirectActorProducer _producer;

    /// <summary>Props of a class without constructor arguments.</summary>
    public Props(Type type)
        : this(type, [])
    {
    }

    /// <summary>Props of a class with constructor arguments.</summary>
    public Props(Type type, object?[] args)
        : this(new ActivatorProducer(type, args), args)
    {
    }

    private Props(IIndirectActorProducer producer, object?[] args)
    {
        _producer = producer;
        Arguments = args;
    }

    private Props(Props other)
    {
        _producer = other._producer;
        Arguments = other.Arguments;
        Dispatcher = other.Dispatcher;
        Mailbox = other.Mailbox;
        SupervisorStrategy = other.SupervisorStrategy;
    }

    /// <summary>Props of an actor that does nothing.</summary>
    public static Props Empty { get; } = Create<EmptyActor>();

    /// <summary>The class of the actor.</summary>
    public Type Type => _producer.ActorType;

    /// <summary>The arguments of the constructor.</summary>
    public object?[] Arguments { get; }

    /// <summary>The path of the dispatcher's configuration.</summary>
    public string Dispatcher { get; private init; } = Dispatch.Dispatchers.DefaultDispatcherId;

    /// <summary>The path of the mailbox's configuration; empty for the default.</summary>
    public string Mailbox { get; private init; } = "";

    /// <summary>Decides on the failures of children; null for the actor's own.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; private init; }

    /// <summary>Props of <c>() => new TActor(...)</c>. The arguments are evaluated once, now.</summary>
    /// <exception cref="InvalidCastException">The expression is something else.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (factory.Body is UnaryExpression)
        {
            return new Props(new FactoryProducer<TActor>(factory.Compile()), []) { SupervisorStrategy = supervisorStrategy };
        }

        if (factory.Body is not NewExpression creation)
        {
            throw new InvalidCastException("The create function must be a 'new T (args)' expression");
        }

        var args = ExpressionArguments.Evaluate(creation);
        return new Props(new ActivatorProducer(typeof(TActor), args), args) { SupervisorStrategy = supervisorStrategy };
    }

    /// <summary>Props of a class with constructor arguments.</summary>
    public static Props Create<TActor>(params object?[] args)
        where TActor : ActorBase => new(typeof(TActor), args);

    /// <summary>Props of a class without constructor arguments.</summary>
    public static Props Create<TActor>(SupervisorStrategy? supervisorStrategy)
        where TActor : ActorBase, new() => new(typeof(TActor), []) { SupervisorStrategy = supervisorStrategy };

    /// <summary>Props of a class with constructor arguments.</summary>
    /// <exception cref="ArgumentException">The class is no actor.</exception>
    public static Props Create(Type type, params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        return typeof(ActorBase).IsAssignableFrom(type)
            ? new Props(type, args)
            : throw new ArgumentException($"Unknown actor producer [{type.FullName}]", nameof(type));
    }

    /// <summary>Props of actors that a producer makes.</summary>
    public static Props CreateBy(IIndirectActorProducer producer, params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(producer);
        return new Props(producer, args);
    }

    /// <summary>The same with another dispatcher.</summary>
    public Props WithDispatcher(string dispatcher) => new(this) { Dispatcher = dispatcher };

    /// <summary>The same with another mailbox.</summary>
    public Props WithMailbox(string mailbox) => new(this) { Mailbox = mailbox };

    /// <summary>The same with another supervisor strategy.</summary>
    public Props WithSupervisorStrategy(SupervisorStrategy? supervisorStrategy) =>
        new(this) { SupervisorStrategy = supervisorStrategy };

    /// <summary>Makes an instance.</summary>
    /// <exception cref="TypeLoadException">It could not be made; the inner exception tells why.</exception>
    public ActorBase NewActor()
    {
        try
        {
            return _producer.Produce();
        }
        catch (Exception e)
        {
            throw new TypeLoadException(
                $"Error while creating actor instance of type {Type} with {Arguments.Length} args: "
                + $"({string.Join(',', Arguments)})",
                e);
        }
    }

    internal void Release(ActorBase actor) => _producer.Release(actor);
}
