namespace Agent.Node.Status;

/// <summary>What the status of a pod says that the node ends for a reason of its own; its phase becomes Failed.</summary>
/// <param name="Reason">As Evicted, Preempting, Terminated, DeadlineExceeded.</param>
/// <param name="Message">For people.</param>
/// <param name="IsDisruption">The condition DisruptionTarget is set: node pressure, preemption, node shutdown.</param>
/// <param name="IsRejection">The pod was never taken: its status says this and nothing else.</param>
internal sealed record PodEndStatus(string Reason, string Message, bool IsDisruption, bool IsRejection = false);
