using Akka.Actor;

namespace Agent.Node.Cluster;

/// <summary>A ConfigMap or Secret that containers use.</summary>
internal sealed class ObjectEntry(ObjectKey key)
{
    public ObjectKey Key { get; } = key;

    /// <summary>How many actors use it.</summary>
    public int Users { get; set; }

    /// <summary>What is known; null: nothing yet.</summary>
    public ObjectData? Data { get; set; }

    /// <summary>When it was read, where it is read each time.</summary>
    public DateTimeOffset ReadAt { get; set; }

    /// <summary>The watch of it; nobody where it is not watched.</summary>
    public IActorRef Watch { get; set; } = ActorRefs.Nobody;

    /// <summary>Who is told of its changes, by path: the same order in every run.</summary>
    public SortedDictionary<string, IActorRef> Followers { get; } = new(StringComparer.Ordinal);

    /// <summary>A request for it is under way.</summary>
    public bool IsAsked { get; set; }
}
