using Agent.Kubernetes;
using Agent.Node.Runtime;

namespace Agent.Node.Status;

/// <summary>What the status actor keeps of one pod.</summary>
internal sealed class StatusEntry(PodStatusChanged latest)
{
    /// <summary>The newest account of the pod's actor.</summary>
    public PodStatusChanged Latest { get; set; } = latest;

    /// <summary>Counts the accounts.</summary>
    public long Version { get; set; } = 1;

    /// <summary>The version that the API server has, or needs nothing of.</summary>
    public long Sent { get; set; }

    /// <summary>The version that the request under way carries.</summary>
    public long Carried { get; set; }

    /// <summary>The request under way; null: none.</summary>
    public CallId? Call { get; set; }

    public StatusStep Step { get; set; }

    /// <summary>UID of the object under way: the pod's own, or its mirror's.</summary>
    public string Target { get; set; } = "";

    /// <summary>Requests that failed in a row.</summary>
    public int Failures { get; set; }

    /// <summary>The next attempt waits for its time.</summary>
    public bool IsResting { get; set; }

    /// <summary>The version that the last write carried.</summary>
    public long Written { get; set; }

    /// <summary>What the API server made of the last write; null: nothing has been written.</summary>
    public V1PodStatus? Made { get; set; }

    public V1Pod Pod => Latest.Pod;
}
