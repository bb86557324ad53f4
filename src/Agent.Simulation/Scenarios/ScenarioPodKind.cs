namespace Agent.Simulation.Scenarios;

/// <summary>The pods of scenarios.</summary>
public enum ScenarioPodKind
{
    /// <summary>One container that runs until it is stopped.</summary>
    Plain,

    /// <summary>Two containers.</summary>
    TwoContainers,

    /// <summary>Two init containers, the second of which fails at first, and a sidecar before the regular container.</summary>
    Initialized,

    /// <summary>A container that ends again and again, beside one that runs.</summary>
    CrashLoop,

    /// <summary>Runs to completion under restart policy OnFailure, failing at first.</summary>
    Once,

    /// <summary>Ends for SIGKILL only.</summary>
    Stubborn,

    /// <summary>On the host network.</summary>
    HostNetwork,

    /// <summary>Its image cannot be pulled while faults are on.</summary>
    HardToPull,

    /// <summary>All probes and both hooks; what they reach is bad now and then while faults are on.</summary>
    Probed,

    /// <summary>With volumes of several kinds, one of them mounted in part.</summary>
    Volumes,
}
