using Agent.Kubernetes;
using Agent.Kubernetes.Validation;

namespace Agent.Node.Sources;

/// <summary>A static pod, or why there is none.</summary>
/// <param name="Pod">The pod; null when there are errors.</param>
/// <param name="Errors">What is wrong with the manifest.</param>
public sealed record StaticPodResult(V1Pod? Pod, IReadOnlyList<FieldError> Errors);
