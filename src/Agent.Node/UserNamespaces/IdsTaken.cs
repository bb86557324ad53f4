using Agent.Node.Runtime;

namespace Agent.Node.UserNamespaces;

/// <summary>What was asked for by <see cref="TakeIds"/>.</summary>
/// <param name="Id">The caller's identity of the request.</param>
/// <param name="First">The first id of the host; null: there is none to be had.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Error">Why there is none; empty: there is.</param>
internal sealed record IdsTaken(CallId Id, long? First, long Length, string Error);
