using System.Linq.Expressions;
using Akka.Actor;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Creates a top-level actor.</summary>
    /// <param name="props">What to create.</param>
    public IActorRef ActorOf(Props props) => Sys.ActorOf(props, null);

    /// <summary>Creates a top-level actor.</summary>
    /// <param name="props">What to create.</param>
    /// <param name="name">Its name; null for a new one.</param>
    public IActorRef ActorOf(Props props, string? name) => Sys.ActorOf(props, name);

    /// <summary>Creates a top-level actor.</summary>
    /// <typeparam name="TActor">What to create.</typeparam>
    public IActorRef ActorOf<TActor>()
        where TActor : ActorBase, new() => Sys.ActorOf(Props.Create<TActor>(), null);

    /// <summary>Creates a top-level actor.</summary>
    /// <typeparam name="TActor">What to create.</typeparam>
    /// <param name="name">Its name; null for a new one.</param>
    public IActorRef ActorOf<TActor>(string? name)
        where TActor : ActorBase, new() => Sys.ActorOf(Props.Create<TActor>(), name);

    /// <summary>Creates a top-level actor.</summary>
    /// <typeparam name="TActor">What to create.</typeparam>
    /// <param name="factory">A call of its constructor.</param>
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory)
        where TActor : ActorBase => Sys.ActorOf(Props.Create(factory), null);

    /// <summary>Creates a top-level actor.</summary>
    /// <typeparam name="TActor">What to create.</typeparam>
    /// <param name="factory">A call of its constructor.</param>
    /// <param name="name">Its name; null for a new one.</param>
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory, string? name)
        where TActor : ActorBase => Sys.ActorOf(Props.Create(factory), name);

    /// <summary>The actors at a path.</summary>
    /// <param name="actorPath">The path.</param>
    public ActorSelection ActorSelection(ActorPath actorPath) => Sys.ActorSelection(actorPath);

    /// <summary>The actors at a path.</summary>
    /// <param name="actorPath">The path.</param>
    public ActorSelection ActorSelection(string actorPath) => Sys.ActorSelection(actorPath);
}
