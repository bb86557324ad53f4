using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Follows the steps of a selection.</summary>
internal static class SelectionDelivery
{
    public static void Deliver(IInternalActorRef anchor, IActorRef? sender, ActorSelectionMessage selection)
    {
        var current = anchor;
        var steps = selection.Elements.AsSpan();
        while (steps.Length > 0)
        {
            if (current is not LocalActorRef local)
            {
                // Not one of ours to look into.
                current.Tell(new ActorSelectionMessage(selection.Message, steps.ToArray()), sender);
                return;
            }

            var step = steps[0];
            steps = steps[1..];
            switch (step)
            {
                case SelectParent:
                    current = local.Parent;
                    break;
                case SelectChildName name:
                    current = local.GetSingleChild(name.Name);
                    break;
                case SelectChildPattern pattern:
                    FanOut(anchor, local, pattern, sender, selection, steps);
                    return;
                default:
                    ToAllBelow(local, sender, selection.Message);
                    return;
            }

            if (current is Nobody)
            {
                Nowhere(anchor, local, sender, selection);
                return;
            }
        }

        current.Tell(selection.Message, sender);
    }

    private static void FanOut(
        IInternalActorRef anchor,
        LocalActorRef parent,
        SelectChildPattern pattern,
        IActorRef? sender,
        ActorSelectionMessage selection,
        ReadOnlySpan<SelectionPathElement> rest)
    {
        var fitting = parent.Cell.ChildSnapshot().Where(child => pattern.Fits(child.Path.Name)).ToArray();
        if (fitting.Length == 0)
        {
            Nowhere(anchor, parent, sender, selection);
            return;
        }

        var next = new ActorSelectionMessage(selection.Message, rest.ToArray(), selection.WildCardFanOut || fitting.Length > 1);
        foreach (var child in fitting)
        {
            Deliver(child, sender, next);
        }
    }

    private static void ToAllBelow(LocalActorRef parent, IActorRef? sender, object message)
    {
        foreach (var child in parent.Cell.ChildSnapshot())
        {
            child.Tell(message, sender);
            if (child is LocalActorRef local)
            {
                ToAllBelow(local, sender, message);
            }
        }
    }

    private static void Nowhere(IInternalActorRef anchor, LocalActorRef last, IActorRef? sender, ActorSelectionMessage selection)
    {
        if (!selection.WildCardFanOut)
        {
            var path = anchor.Path / selection.Elements.Select(element => element.ToString()!);
            new EmptyLocalActorRef(last.Provider, path, last.Cell.System.EventStream).Tell(selection, sender);
        }
    }
}
