using Agent.Simulation.Ports;

namespace Agent.Simulation.Runtime;

/// <summary>How long the calls of a simulated runtime take.</summary>
public sealed record RuntimeLatencies
{
    /// <summary>RunPodSandbox, with the network plug-in.</summary>
    public LatencyRange RunPodSandbox { get; init; } = LatencyRange.Milliseconds(60, 400);

    /// <summary>CreateContainer.</summary>
    public LatencyRange CreateContainer { get; init; } = LatencyRange.Milliseconds(10, 80);

    /// <summary>StartContainer.</summary>
    public LatencyRange StartContainer { get; init; } = LatencyRange.Milliseconds(20, 120);

    /// <summary>Stopping and removing, beside the time that programs take to end.</summary>
    public LatencyRange Stop { get; init; } = LatencyRange.Milliseconds(2, 50);

    /// <summary>PullImage, where the image does not say.</summary>
    public LatencyRange Pull { get; init; } = LatencyRange.Milliseconds(200, 3000);

    /// <summary>Lists, statuses, commands.</summary>
    public LatencyRange Read { get; init; } = LatencyRange.Milliseconds(0.2, 4);

    /// <summary>From something that happens to its event.</summary>
    public LatencyRange Event { get; init; } = LatencyRange.Milliseconds(0.1, 5);

    /// <summary>The same time for every call.</summary>
    public static RuntimeLatencies Always(TimeSpan time)
    {
        var all = LatencyRange.Always(time);
        return new RuntimeLatencies
        {
            RunPodSandbox = all,
            CreateContainer = all,
            StartContainer = all,
            Stop = all,
            Pull = all,
            Read = all,
            Event = all,
        };
    }
}
