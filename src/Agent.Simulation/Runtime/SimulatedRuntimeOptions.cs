namespace Agent.Simulation.Runtime;

/// <summary>What kind of runtime is simulated.</summary>
public sealed record SimulatedRuntimeOptions
{
    /// <summary>A runtime with GetContainerEvents, such as containerd 2.</summary>
    public static SimulatedRuntimeOptions Current { get; } = new();

    /// <summary>One without, such as containerd 1.6, which also does not know stopped containers that are gone.</summary>
    public static SimulatedRuntimeOptions Old { get; } = new() { Version = "1.6.20", Events = false, StopOfMissingIsNotFound = true };

    /// <summary>The version it gives.</summary>
    public string Version { get; init; } = "2.1.0";

    /// <summary>It tells of changes by itself (GetContainerEvents).</summary>
    public bool Events { get; init; } = true;

    /// <summary>StopContainer of a container that is gone fails with NotFound.</summary>
    public bool StopOfMissingIsNotFound { get; init; }

    /// <summary>How long calls take.</summary>
    public RuntimeLatencies Latencies { get; init; } = new();
}
