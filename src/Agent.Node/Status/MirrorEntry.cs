using Agent.Kubernetes;
using Agent.Node.Api;
using Agent.Node.Runtime;

namespace Agent.Node.Status;

/// <summary>What the mirrors' actor keeps of one full name.</summary>
internal sealed class MirrorEntry(string fullName)
{
    public MirrorWanted Wanted { get; set; } = new(fullName, null, false);

    /// <summary>The mirror that the API server has.</summary>
    public V1Pod? Mirror { get; set; }

    /// <summary>The request under way; null: none.</summary>
    public ApiCall? Call { get; set; }

    public bool IsResting { get; set; }

    public int Failures { get; set; }

    public CallId? CallId => Call?.Id;
}
