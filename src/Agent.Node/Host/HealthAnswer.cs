using Grpc.Core;

namespace Agent.Node.Host;

/// <summary>The answer of a gRPC health check.</summary>
/// <param name="Code">The status of the call.</param>
/// <param name="Message">The server's text when the call failed.</param>
/// <param name="ServingStatus">What it says of the service, as <c>SERVING</c>; empty when the call failed.</param>
public sealed record HealthAnswer(StatusCode Code, string Message, string ServingStatus);
