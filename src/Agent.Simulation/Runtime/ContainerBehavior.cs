using Agent.Simulation.Ports;

namespace Agent.Simulation.Runtime;

/// <summary>What a simulated container's program does in one run.</summary>
public sealed record ContainerBehavior
{
    /// <summary>Runs until it is stopped.</summary>
    public static ContainerBehavior Forever { get; } = new();

    /// <summary>How long it runs before it ends by itself; null: until it is stopped.</summary>
    public TimeSpan? RunsFor { get; init; }

    /// <summary>Its exit code when it ends by itself.</summary>
    public int ExitCode { get; init; }

    /// <summary>Killed for its memory when it ends: reason OOMKilled, exit code 137.</summary>
    public bool OutOfMemory { get; init; }

    /// <summary>What it writes to its termination message file when it ends; null: nothing.</summary>
    public string? TerminationMessage { get; init; }

    /// <summary>Does not end for the stop signal, only for SIGKILL.</summary>
    public bool IgnoresStop { get; init; }

    /// <summary>How long it takes from the stop signal to its end.</summary>
    public LatencyRange StopTakes { get; init; } = LatencyRange.Milliseconds(1, 100);

    /// <summary>Its exit code after the stop signal.</summary>
    public int StopExitCode { get; init; }

    /// <summary>Why it cannot be started; null: it can.</summary>
    public string? StartError { get; init; }

    /// <summary>What a command in it does; null: it succeeds at once and writes nothing.</summary>
    public Func<IReadOnlyList<string>, CommandOutcome>? Exec { get; init; }

    /// <summary>What it answers over the network; null: on every port that all is well.</summary>
    public Func<ServedRequest, ServedAnswer>? Serve { get; init; }

    /// <summary>Runs for a time and ends.</summary>
    public static ContainerBehavior ExitsAfter(TimeSpan time, int exitCode) => new() { RunsFor = time, ExitCode = exitCode };
}
