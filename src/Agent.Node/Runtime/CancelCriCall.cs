namespace Agent.Node.Runtime;

/// <summary>Gives up a call: a queued one is dropped, a running one cancelled. The reply, if any, has code Cancelled.</summary>
internal sealed record CancelCriCall(CallId Id);
