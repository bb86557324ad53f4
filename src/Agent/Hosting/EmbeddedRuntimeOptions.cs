namespace Agent.Hosting;

/// <summary>How the agent runs its own container runtime.</summary>
internal sealed record EmbeddedRuntimeOptions
{
    /// <summary>The agent's root directory; everything of the runtime is below it.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>The program to start.</summary>
    public required string AgentPath { get; init; }

    /// <summary>Whether the runtime stops its containers when it is told to stop.</summary>
    public bool StopContainersOnExit { get; init; }

    /// <summary>Addresses that its pods have: the node's, as they are processes of it.</summary>
    public IReadOnlyList<string> PodIps { get; init; } = [];

    /// <summary>Log level of the runtime.</summary>
    public int Verbosity { get; init; }

    /// <summary>How long the runtime may take until it answers.</summary>
    public TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long it may take to stop: the time it gives its containers, and some to clean up.</summary>
    public TimeSpan StopDeadline { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Its socket.</summary>
    public string Socket => Path.Combine(RootDirectory, "runtime.sock");

    /// <summary>Its state.</summary>
    public string StateDirectory => Path.Combine(RootDirectory, "runtime");

    /// <summary>Its log.</summary>
    public string LogFile => Path.Combine(RootDirectory, "runtime.log");
}
