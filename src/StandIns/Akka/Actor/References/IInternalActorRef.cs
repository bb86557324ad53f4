using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>What the actor system does with a reference; for test probes and the like, not for applications.</summary>
public interface IInternalActorRef : IActorRef, IActorRefScope
{
    /// <summary>The parent of the actor.</summary>
    IInternalActorRef Parent { get; }

    /// <summary>What made the reference.</summary>
    IActorRefProvider Provider { get; }

    /// <summary>Whether the actor has terminated.</summary>
    bool IsTerminated { get; }

    /// <summary>The descendant at a relative path; <see cref="Nobody"/> if there is none.</summary>
    IActorRef GetChild(IReadOnlyList<string> name);

    /// <summary>Lets a suspended actor go on; with a cause it was the one that failed.</summary>
    void Resume(Exception? causedByFailure = null);

    /// <summary>Starts the actor.</summary>
    void Start();

    /// <summary>Stops the actor after the message that it is processing.</summary>
    void Stop();

    /// <summary>Replaces the actor's instance.</summary>
    void Restart(Exception? cause);

    /// <summary>Keeps the actor from processing messages; counted.</summary>
    void Suspend();

    /// <summary>Sends a system message, which goes ahead of all others.</summary>
    void SendSystemMessage(ISystemMessage message);
}
