using Google.Protobuf;

namespace Agent.Node.Runtime;

/// <summary>A call that a reading of a pod needs.</summary>
/// <param name="Method">The call.</param>
/// <param name="Request">Its request.</param>
/// <param name="SandboxId">For a container's status: the sandbox that the list named.</param>
internal sealed record PlannedRead(CriMethod Method, IMessage Request, string SandboxId = "");
