namespace Agent.Simulation.Faults;

/// <summary>What happens to a call that a fault hits.</summary>
public enum FaultKind
{
    /// <summary>It fails and has no effect.</summary>
    Fail,

    /// <summary>It has its effect, yet the answer is an error.</summary>
    LoseReply,

    /// <summary>It takes longer.</summary>
    Delay,

    /// <summary>It has no effect and no answer until it is cancelled.</summary>
    Hang,

    /// <summary>It has its effect and no answer until it is cancelled.</summary>
    HangAfterEffect,
}
