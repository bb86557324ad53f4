namespace Agent.Simulation.Runtime;

/// <summary>A request that reaches a simulated container over the network.</summary>
/// <param name="Protocol">http, tcp or grpc.</param>
/// <param name="Port">The port.</param>
/// <param name="Target">Path and query of a request over HTTP, the service of a health check; else empty.</param>
/// <param name="Age">How long the container has run.</param>
public sealed record ServedRequest(string Protocol, int Port, string Target, TimeSpan Age);
