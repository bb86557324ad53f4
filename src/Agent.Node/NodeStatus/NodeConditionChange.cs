using System.Collections.Immutable;
using Agent.Kubernetes;

namespace Agent.Node.NodeStatus;

/// <summary>The conditions of a node after a look at it.</summary>
/// <param name="Conditions">All conditions, those of others included, in the order they had.</param>
/// <param name="Events">Reasons of the events about what changed.</param>
internal sealed record NodeConditionChange(ImmutableList<V1NodeCondition> Conditions, ImmutableList<string> Events);
