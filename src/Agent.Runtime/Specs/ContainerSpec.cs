using Agent.Runtime.Images;
using Agent.Runtime.Shims;

namespace Agent.Runtime.Specs;

/// <summary>What a container's configuration comes to on this host.</summary>
/// <param name="Shim">What the shim does.</param>
/// <param name="Image">The image.</param>
/// <param name="User">Who it runs as.</param>
/// <param name="Links">Links in place of mounts, by their path in the container's <c>mounts</c> folder; empty where mounting works.</param>
internal sealed record ContainerSpec(ShimSpec Shim, BuiltInImage Image, ProcessUser User, IReadOnlyDictionary<string, string> Links);
