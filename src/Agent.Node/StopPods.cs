namespace Agent.Node;

/// <summary>
/// To the node's actor: every source is treated as empty from now on, so that all pods are stopped and removed.
/// The interactive run asks for it when it ends; <see cref="Explain.ExplainBoard.Pods"/> is empty when it is done.
/// </summary>
public sealed record StopPods;
