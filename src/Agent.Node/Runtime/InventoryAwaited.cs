using Agent.Node.Explain;

namespace Agent.Node.Runtime;

/// <summary>What the PLEG waits for before it can give its <see cref="RuntimeInventory"/>; told again whenever that changes.</summary>
/// <param name="WaitingFor">The answer of the runtime that is awaited.</param>
/// <param name="NextTimer">When it is asked again, or goes on without.</param>
/// <param name="Error">Why the last attempt failed; empty: there was none.</param>
internal sealed record InventoryAwaited(string WaitingFor, ExplainedTimer? NextTimer, string Error)
{
    /// <summary>Before the PLEG has said anything.</summary>
    public static InventoryAwaited List { get; } = new("the runtime's list of pods", null, "");
}
