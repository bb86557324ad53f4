using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.TestKit.Internal;

/// <summary>Makes the test actor the sender of what a test tells.</summary>
internal static class ImplicitSender
{
    /// <summary>Does it for this thread and the async continuations of what runs on it.</summary>
    public static void Install(TestKitBase kit, IActorRef testActor)
    {
        if (kit is not INoImplicitSender)
        {
            InternalCurrentActorCellKeeper.Current = ((LocalActorRef)testActor).Cell;
        }
        else if (kit is not TestProbe)
        {
            // What another test has left on this thread; a probe belongs to a test and leaves it.
            InternalCurrentActorCellKeeper.Current = null;
        }

        SynchronizationContext.SetSynchronizationContext(
            new ActorCellKeepingSynchronizationContext(InternalCurrentActorCellKeeper.Current));
    }
}
