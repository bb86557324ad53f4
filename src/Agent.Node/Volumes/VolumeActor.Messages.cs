using Agent.Kubernetes;
using Agent.Node.Runtime;

namespace Agent.Node.Volumes;

internal sealed partial class VolumeActor
{
    /// <summary>Begin, or go on after a crash; nothing happens before.</summary>
    /// <param name="Record">What is known of the volume.</param>
    /// <param name="Pod">The pod.</param>
    /// <param name="Incarnation">Counts the restarts of the actor.</param>
    /// <param name="Leave">The pod ends: unmount it.</param>
    internal sealed record Begin(VolumeRecord Record, V1Pod Pod, int Incarnation, bool Leave);

    /// <summary>The pod changed; its labels and annotations may be content.</summary>
    internal sealed record Update(V1Pod Pod);

    /// <summary>Nothing of the pod runs any more: unmount.</summary>
    internal sealed record Leave
    {
        public static Leave Instance { get; } = new();
    }

    /// <summary>To the pod: the record changed.</summary>
    internal sealed record Report(VolumeRecord Record);

    /// <summary>To the pod: the actor crashed and began anew; it waits for <see cref="Begin"/>.</summary>
    internal sealed record Crashed(string Name, string Error);

    private sealed record HostDone(CallId Call, string? Error);

    private sealed class Due
    {
        public static readonly Due Instance = new();
    }

    private sealed class RefreshDue
    {
        public static readonly RefreshDue Instance = new();
    }
}
