namespace Agent.Node.Resizing;

/// <summary>Why a pod does not have the resources yet that its spec asks for.</summary>
/// <param name="Reason">Deferred: later, perhaps; Infeasible: never on this node.</param>
/// <param name="Message">For people.</param>
/// <param name="Generation">The generation of the pod that asks.</param>
internal sealed record ResizePending(string Reason, string Message, long? Generation)
{
    /// <summary>It is asked again when there is room.</summary>
    public const string Deferred = "Deferred";

    /// <summary>The node could not grant it if it were empty.</summary>
    public const string Infeasible = "Infeasible";
}
