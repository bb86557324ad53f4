using Google.Protobuf;

namespace Agent.Node.Runtime;

/// <summary>Asks the gateway for one call to the runtime; the sender gets exactly one <see cref="CriReply"/>.</summary>
/// <param name="Id">The caller's identity of the call, returned with the reply.</param>
/// <param name="Method">The call.</param>
/// <param name="Lane">Calls of one lane run one after the other; empty: outside lanes. See <see cref="Lanes"/>.</param>
/// <param name="Request">The protobuf request of <paramref name="Method"/>.</param>
/// <param name="Deadline">Overrides the class's deadline, counted from the moment the call is sent to the runtime.</param>
internal sealed record CriCall(CallId Id, CriMethod Method, string Lane, IMessage Request, TimeSpan? Deadline = null);
