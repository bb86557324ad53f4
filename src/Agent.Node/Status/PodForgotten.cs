namespace Agent.Node.Status;

/// <summary>The pod is neither wanted nor on the node any more.</summary>
internal sealed record PodForgotten(string Uid);
