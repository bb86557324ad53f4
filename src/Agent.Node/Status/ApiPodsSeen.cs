namespace Agent.Node.Status;

/// <summary>Every pod source has spoken, and these are all pods of this node that the API server has: what else was seen is gone.</summary>
/// <param name="Uids">UIDs, those of mirror pods included.</param>
/// <param name="StaticPods">Full names of the static pods that are wanted; there are no others.</param>
internal sealed record ApiPodsSeen(IReadOnlyList<string> Uids, IReadOnlyList<string> StaticPods);
