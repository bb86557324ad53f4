namespace Akka.Actor;

/// <summary>What a supervisor does about a child that failed.</summary>
public enum Directive
{
    /// <summary>The child goes on with the next message, its state unchanged.</summary>
    Resume,

    /// <summary>The child is replaced by a new instance; its mailbox and reference stay.</summary>
    Restart,

    /// <summary>The supervisor fails with the same exception itself.</summary>
    Escalate,

    /// <summary>The child is stopped.</summary>
    Stop,
}
