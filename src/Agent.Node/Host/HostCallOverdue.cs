using Agent.Node.Runtime;

namespace Agent.Node.Host;

/// <summary>The deadline of a call of the host has come; see <see cref="HostCalls"/>.</summary>
internal sealed record HostCallOverdue(CallId Call);
