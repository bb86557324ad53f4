namespace Agent.Node.Explain;

/// <summary>What a pod has to say of itself at one moment; the journal adds time and history.</summary>
/// <param name="State">Named state.</param>
/// <param name="Reason">Why; empty if there is nothing to add.</param>
/// <param name="WaitingFor">The call, timer or event awaited; empty if none.</param>
/// <param name="NextTimer">The next timer.</param>
/// <param name="Error">A new error; empty: clear it; null: keep the last.</param>
public sealed record PodAccount(string State, string Reason, string WaitingFor, ExplainedTimer? NextTimer = null, string? Error = null);
