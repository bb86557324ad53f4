using System.Reflection;

namespace Akka.Actor.Internal;

/// <summary>Calls a public constructor.</summary>
internal sealed class ActivatorProducer(Type type, object?[] args) : IIndirectActorProducer
{
    private readonly ConstructorInvoker? _invoker = OnlyConstructor(type, args);

    public Type ActorType { get; } = type;

    public ActorBase Produce()
    {
        if (args.Length == 0)
        {
            return (ActorBase)Activator.CreateInstance(ActorType)!;
        }

        return (ActorBase)(_invoker?.Invoke(args.AsSpan()) ?? Activator.CreateInstance(ActorType, args)!);
    }

    public void Release(ActorBase actor)
    {
        // The garbage collector does.
    }

    /// <summary>The constructor to call, if there is no choice; otherwise the runtime has to choose each time.</summary>
    private static ConstructorInvoker? OnlyConstructor(Type type, object?[] args)
    {
        var candidates = type.GetConstructors().Where(candidate => candidate.GetParameters().Length == args.Length).ToArray();
        if (candidates is not [var only])
        {
            return null;
        }

        var fits = only.GetParameters().Zip(args).All(pair =>
            pair.Second is null ? !pair.First.ParameterType.IsValueType : pair.First.ParameterType.IsInstanceOfType(pair.Second));
        return fits ? ConstructorInvoker.Create(only) : null;
    }
}
