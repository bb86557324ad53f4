using Agent.Node.Runtime;

namespace Agent.Node.Containers;

/// <summary>Resources that were set on a running container.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Resources">The resources.</param>
internal sealed record AppliedResources(string InstanceId, RuntimeResources Resources);
