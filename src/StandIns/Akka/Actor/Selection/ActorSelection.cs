using System.Globalization;

namespace Akka.Actor;

/// <summary>
/// The actors at a path, found anew for each message. The path may have patterns and, as its last step, <c>**</c> for all
/// descendants.
/// </summary>
public class ActorSelection : ICanTell
{
    /// <summary>A selection of steps from an actor.</summary>
    public ActorSelection(IActorRef anchor, SelectionPathElement[] path)
    {
        Anchor = anchor;
        Path = path;
    }

    /// <summary>A selection of a path from an actor.</summary>
    /// <exception cref="IllegalActorNameException"><c>**</c> is not the last step.</exception>
    public ActorSelection(IActorRef anchor, string path)
        : this(anchor, path.Split('/'))
    {
    }

    /// <summary>A selection of a path from an actor; empty names are left out.</summary>
    /// <exception cref="IllegalActorNameException"><c>**</c> is not the last step.</exception>
    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
        : this(anchor, [.. elements.Where(element => !string.IsNullOrEmpty(element)).Select(Step)])
    {
        if (Path.SkipLast(1).Contains(SelectChildRecursive.Instance))
        {
            throw new IllegalActorNameException("Double wildcard can only appear at the last path entry");
        }
    }

    /// <summary>The actor that the path starts from.</summary>
    public IActorRef Anchor { get; }

    /// <summary>The steps.</summary>
    public SelectionPathElement[] Path { get; }

    /// <summary>The steps as a path.</summary>
    public string PathString => "/" + string.Join<SelectionPathElement>('/', Path);

    /// <summary>Sends a message to all actors that are there; if there is none it is a dead letter.</summary>
    public void Tell(object message, IActorRef? sender = null) => SelectionDelivery.Deliver(
        (IInternalActorRef)Anchor,
        sender ?? ActorCell.GetCurrentSelfOrNoSender(),
        new ActorSelectionMessage(message, Path));

    /// <summary>The reference to the actor that is there. It runs on the real clock.</summary>
    /// <returns>The task fails with <see cref="ActorNotFoundException"/> if no actor answers in time.</returns>
    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    /// <inheritdoc cref="ResolveOne(TimeSpan)"/>
    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            var identity = await this.Ask<ActorIdentity>(new Identify(null), timeout, ct).ConfigureAwait(false);
            return identity.Subject ?? throw new ActorNotFoundException("subject was null");
        }
        catch (Exception e)
        {
            throw new ActorNotFoundException("Exception occurred while resolving ActorSelection", e);
        }
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is ActorSelection other && Equals(Anchor, other.Anchor) && PathString == other.PathString;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Anchor, PathString);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"ActorSelection[Anchor({Anchor.Path.ToStringWithUid()}), Path({PathString})]");

    private static SelectionPathElement Step(string name) => name switch
    {
        "**" => SelectChildRecursive.Instance,
        ".." => SelectParent.Instance,
        _ when name.AsSpan().ContainsAny('?', '*') => new SelectChildPattern(name),
        _ => new SelectChildName(name),
    };
}
