using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>What a test kit tells its test actor to do. None of it reaches the test's queue.</summary>
internal static class TestActorCommands
{
    /// <summary>Drops messages for which the delegate is true; null drops none.</summary>
    public sealed record SetIgnore(Func<object, bool>? Ignore);

    /// <summary>Watches an actor and answers <see cref="Done"/>.</summary>
    public sealed record Watch(IActorRef Actor);

    /// <summary>Stops watching an actor and answers <see cref="Done"/>.</summary>
    public sealed record Unwatch(IActorRef Actor);
}
