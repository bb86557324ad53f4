using Agent.Node.Host;

namespace Agent.Node.Probes;

internal sealed partial class ProbeActor
{
    /// <summary>Probe this instance; sent again when something of it changed.</summary>
    /// <param name="Subject">The instance.</param>
    /// <param name="Result">What holds of it; counts when it is another instance than before.</param>
    /// <param name="IsGated">It has not started: only the startup probe may be made.</param>
    internal sealed record Watch(ProbeSubject Subject, ProbeResult Result, bool IsGated);

    /// <summary>There is nothing to probe.</summary>
    internal sealed record Rest
    {
        public static readonly Rest Instance = new();
    }

    /// <summary>To the container: what holds, or why the last probe failed, has changed.</summary>
    internal sealed record Verdict(ProbeKind Kind, string InstanceId, ProbeReport Report);

    /// <summary>To the container: the actor crashed and began anew; it waits for <see cref="Watch"/>.</summary>
    internal sealed record Crashed(ProbeKind Kind, string Error);

    private sealed record HttpAnswered(long Call, HttpAnswer Answer);

    private sealed record Connected(long Call);

    private sealed record HealthAnswered(long Call, HealthAnswer Answer);

    private sealed record ExchangeFailed(long Call, string? Error);

    private sealed record Overdue(long Call);

    private sealed class Due
    {
        public static readonly Due Instance = new();
    }
}
