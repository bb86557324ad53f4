namespace Agent.Server.Health;

/// <summary>One thing that has to be right for the agent to count as healthy.</summary>
/// <param name="Name">A short name, shown to whoever asks.</param>
/// <param name="Problem">What is wrong; null when nothing is. It must answer at once.</param>
public sealed record HealthCheck(string Name, Func<string?> Problem)
{
    /// <summary>That anybody answers at all.</summary>
    public static HealthCheck Ping { get; } = new("ping", () => null);
}
