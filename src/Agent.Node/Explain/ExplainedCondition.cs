namespace Agent.Node.Explain;

/// <summary>A condition of a pod's status.</summary>
/// <param name="Type">As Ready.</param>
/// <param name="Status">True, False or Unknown.</param>
/// <param name="Reason">Why it is not as wished; empty: nothing to add.</param>
/// <param name="Message">Details of the reason.</param>
/// <param name="Since">Since when the status holds.</param>
public sealed record ExplainedCondition(string Type, string Status, string Reason, string Message, DateTimeOffset Since);
