using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.TestKit;

/// <summary>An actor with a queue of its own, on which a test expects messages. It is also the actor's reference.</summary>
/// <param name="system">The actor system that it lives in.</param>
/// <param name="assertions">How the test fails.</param>
/// <param name="testProbeName">Its name; null for a new one.</param>
public class TestProbe(ActorSystem system, ITestKitAssertions assertions, string? testProbeName = null)
    : TestKitBase(assertions, system, testProbeName), INoImplicitSender, IInternalActorRef
{
    /// <summary>The reference of the actor.</summary>
    public IActorRef Ref => TestActor;

    /// <summary>The sender of the last message received.</summary>
    /// <exception cref="IllegalActorStateException">The last attempt to receive gave no message.</exception>
    public IActorRef Sender => LastSender;

    ActorPath IActorRef.Path => TestActor.Path;

    bool IActorRefScope.IsLocal => Internal.IsLocal;

    IInternalActorRef IInternalActorRef.Parent => Internal.Parent;

    IActorRefProvider IInternalActorRef.Provider => Internal.Provider;

    bool IInternalActorRef.IsTerminated => Internal.IsTerminated;

    private IInternalActorRef Internal => (IInternalActorRef)TestActor;

    /// <summary>Sends a message with this actor as sender.</summary>
    /// <param name="actor">The receiver.</param>
    /// <param name="message">The message.</param>
    public void Send(IActorRef actor, object message) => actor.Tell(message, TestActor);

    /// <summary>Sends a message with the sender of the last message received.</summary>
    /// <param name="actor">The receiver.</param>
    /// <param name="message">The message.</param>
    public void Forward(IActorRef actor, object message) => actor.Tell(message, Sender);

    /// <summary>Passes on the last message received with its sender.</summary>
    /// <param name="actor">The receiver.</param>
    public void Forward(IActorRef actor) => actor.Tell(LastMessage, Sender);

    /// <summary>Answers the last message received.</summary>
    /// <param name="message">The answer.</param>
    public void Reply(object message) => Sender.Tell(message, TestActor);

    /// <summary>A probe makes no probes.</summary>
    /// <param name="name">Not used.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete("Cannot create a TestProbe from a TestProbe", true)]
#pragma warning disable CS0809 // The base member is not obsolete: only probes cannot do it.
    public override TestProbe CreateTestProbe(string? name = null) =>
        throw new NotSupportedException("A TestProbe cannot create a TestProbe");
#pragma warning restore CS0809

    /// <inheritdoc/>
    public void SendSystemMessage(ISystemMessage message) => Internal.SendSystemMessage(message);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => TestActor.CompareTo(obj);

    /// <summary>Whether the other one is a reference to this actor.</summary>
    /// <param name="obj">The other one.</param>
    public override bool Equals(object? obj) => TestActor.Equals(obj);

    /// <inheritdoc/>
    public override int GetHashCode() => TestActor.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"TestProbe({TestActor})";

    int IComparable<IActorRef>.CompareTo(IActorRef? other) => TestActor.CompareTo(other);

    bool IEquatable<IActorRef>.Equals(IActorRef? other) => TestActor.Equals(other);

    void ICanTell.Tell(object message, IActorRef? sender) => TestActor.Tell(message, sender);

    IActorRef IInternalActorRef.GetChild(IReadOnlyList<string> name) => Internal.GetChild(name);

    void IInternalActorRef.Resume(Exception? causedByFailure) => Internal.Resume(causedByFailure);

    void IInternalActorRef.Start() => Internal.Start();

    void IInternalActorRef.Stop() => Internal.Stop();

    void IInternalActorRef.Restart(Exception? cause) => Internal.Restart(cause);

    void IInternalActorRef.Suspend() => Internal.Suspend();
}
