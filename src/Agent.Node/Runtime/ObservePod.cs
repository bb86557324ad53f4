namespace Agent.Node.Runtime;

/// <summary>Asks for a fresh reading of one pod, begun after this message; answered to the subscriber by <see cref="PodObserved"/>.</summary>
internal sealed record ObservePod(string Uid);
