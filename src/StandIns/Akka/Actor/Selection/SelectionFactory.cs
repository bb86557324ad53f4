using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Makes selections from paths.</summary>
internal static class SelectionFactory
{
    /// <summary>The actors at an absolute path, <c>/a/b</c> or with an address, or at one relative to an actor.</summary>
    public static ActorSelection From(string path, ActorSystemImpl system, IActorRef relativeTo)
    {
        if (string.IsNullOrEmpty(path))
        {
            return new ActorSelection(system.DeadLetters, "");
        }

        if (path[0] == '/')
        {
            return new ActorSelection(system.Provider.RootGuardian, path);
        }

        if (Uri.IsWellFormedUriString(path, UriKind.Absolute))
        {
            return ActorPath.TryParse(path, out var actorPath)
                ? From(actorPath, system)
                : new ActorSelection(system.DeadLetters, "");
        }

        return new ActorSelection(relativeTo, path);
    }

    /// <summary>The actors at a path; at one of another system there are none.</summary>
    public static ActorSelection From(ActorPath path, ActorSystemImpl system)
    {
        var provider = system.Provider;
        IActorRef anchor = path.Address == provider.DefaultAddress ? provider.RootGuardian : provider.DeadLetters;
        return new ActorSelection(anchor, path.Elements);
    }
}
