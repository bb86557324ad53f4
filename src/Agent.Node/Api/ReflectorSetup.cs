using Agent.Kubernetes.Api;
using Agent.Node.Hosting;
using Akka.Actor;

namespace Agent.Node.Api;

/// <summary>What a reflector needs.</summary>
/// <param name="Services">The node's services.</param>
/// <param name="Gateway">The API gateway, for lists.</param>
/// <param name="Owner">Who is told.</param>
/// <param name="Key">What the owner names the watch.</param>
/// <param name="List">The list that is watched.</param>
internal sealed record ReflectorSetup(NodeServices Services, IActorRef Gateway, IActorRef Owner, string Key, ApiRequest List);
