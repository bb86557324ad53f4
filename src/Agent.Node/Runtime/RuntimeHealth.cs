namespace Agent.Node.Runtime;

/// <summary>What the cheap health call (CRI <c>Status</c>) says of the runtime.</summary>
/// <param name="RuntimeReady">Answered within the allowed time and condition RuntimeReady is true.</param>
/// <param name="NetworkReady">Condition NetworkReady is true; pods off the host network wait for it.</param>
/// <param name="Message">Why not ready; empty when all is well.</param>
public sealed record RuntimeHealth(bool RuntimeReady, bool NetworkReady, string Message)
{
    /// <summary>Before the first answer.</summary>
    public static RuntimeHealth Unknown { get; } = new(false, false, "the runtime has not answered yet");
}
