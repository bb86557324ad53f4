namespace Agent.Simulation.Scenarios;

/// <summary>What a scenario is run with.</summary>
public sealed record ScenarioOptions
{
    /// <summary>Decides everything that happens.</summary>
    public required long Seed { get; init; }

    /// <summary>Manifests at most.</summary>
    public int Pods { get; init; } = 5;

    /// <summary>How long things go wrong.</summary>
    public TimeSpan FaultsFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Keep the hash of all that happens; it costs time.</summary>
    public bool KeepHash { get; init; }

    /// <summary>Gets each entry of the trace as a line; needs <see cref="KeepHash"/>.</summary>
    public Action<string>? OnTrace { get; init; }

    /// <summary>Gets what the scenario does and what the agents log, as lines.</summary>
    public Action<string>? OnLine { get; init; }
}
