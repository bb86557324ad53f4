using System.Collections.Concurrent;

namespace Akka.Actor.Internal;

/// <summary>Holds the references that wait for the answer to an Ask.</summary>
internal sealed class TempContainerRef(IActorRefProvider provider, ActorPath path) : MinimalActorRef
{
    private readonly ConcurrentDictionary<string, IInternalActorRef> _children = new(StringComparer.Ordinal);
    private long _names;

    public override ActorPath Path { get; } = path;

    public override IActorRefProvider Provider { get; } = provider;

    public ActorPath NextPath() =>
        new ChildActorPath(Path, ActorNames.Encode("", Interlocked.Increment(ref _names)), NextUid.Take());

    public void Add(ActorPath path, IInternalActorRef actor) => _children[path.Name] = actor;

    public void Remove(ActorPath path) => _children.TryRemove(path.Name, out _);

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        if (name.Count == 0 || name[0].Length == 0)
        {
            return this;
        }

        var plain = ActorPath.SplitUid(name[0]).Name;
        return _children.TryGetValue(plain, out var child) ? child.GetChild([.. name.Skip(1)]) : ActorRefs.Nobody;
    }
}
