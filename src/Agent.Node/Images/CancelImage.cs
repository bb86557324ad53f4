using Agent.Node.Runtime;

namespace Agent.Node.Images;

/// <summary>The caller no longer waits; a pull under way goes on for the others.</summary>
internal sealed record CancelImage(CallId Id);
