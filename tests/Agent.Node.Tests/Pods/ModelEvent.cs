namespace Agent.Node.Tests.Pods;

/// <summary>What may happen to the pod of a <see cref="PodModel"/>.</summary>
internal enum ModelEvent
{
    /// <summary>What is under way ends.</summary>
    Answer,

    /// <summary>A container ends by itself.</summary>
    Exit,

    /// <summary>Someone removes a dead container.</summary>
    Vanish,

    SandboxDies,

    /// <summary>The actor of a container begins anew.</summary>
    ActorCrashes,

    Kill,

    Deadline,
}
