using Agent.Kubernetes;

namespace Agent.Node.Status;

/// <summary>The static pod of a name changed, ends or is gone.</summary>
/// <param name="FullName"><c>name_namespace</c>.</param>
/// <param name="Pod">The static pod; null: there is none.</param>
/// <param name="IsEnding">It was removed from its source and still ends: its mirror stays as it is until then.</param>
internal sealed record MirrorWanted(string FullName, V1Pod? Pod, bool IsEnding);
