using System.Collections.Immutable;
using Agent.Node.Runtime;

namespace Agent.Node.Cluster;

/// <summary>
/// Asks for ConfigMaps and Secrets; the sender gets exactly one <see cref="ObjectsRead"/>. Until it stops, or asks again, the
/// objects it named are kept up to date.
/// </summary>
/// <param name="Id">The caller's identity of the request.</param>
/// <param name="Keys">The objects.</param>
/// <param name="Follow">The sender gets <see cref="ObjectsChanged"/> from then on when one of them changes.</param>
internal sealed record ReadObjects(CallId Id, ImmutableSortedSet<ObjectKey> Keys, bool Follow = false);
