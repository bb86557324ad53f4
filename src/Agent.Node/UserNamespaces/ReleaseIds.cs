namespace Agent.Node.UserNamespaces;

/// <summary>A pod is gone; its ids are free.</summary>
internal sealed record ReleaseIds(string PodUid);
