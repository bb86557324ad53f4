namespace Agent.Node.Status;

/// <summary>The API server has the pod no more.</summary>
internal sealed record ApiPodGone(string Uid);
