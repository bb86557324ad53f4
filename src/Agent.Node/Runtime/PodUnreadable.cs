namespace Agent.Node.Runtime;

/// <summary>A pod could not be read from the runtime; it is tried again. Says nothing of other pods.</summary>
internal sealed record PodUnreadable(string Uid, CriFailure Failure);
