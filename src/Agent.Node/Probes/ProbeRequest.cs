using Agent.Kubernetes;
using Agent.Node.Host;

namespace Agent.Node.Probes;

/// <summary>What a probe does, made once from its spec and done again and again.</summary>
internal abstract record ProbeRequest
{
    /// <summary>GET; redirects to the same host are followed.</summary>
    public sealed record Http(HttpCall Call, V1HTTPGetAction Action) : ProbeRequest;

    /// <summary>Connects.</summary>
    public sealed record Tcp(string Host, int Port) : ProbeRequest;

    /// <summary>Asks the gRPC health service.</summary>
    public sealed record Grpc(string Host, int Port, string Service) : ProbeRequest;

    /// <summary>Runs a command in the container.</summary>
    public sealed record Exec(IReadOnlyList<string> Command) : ProbeRequest;

    /// <summary>Cannot be done: each attempt is an error.</summary>
    public sealed record Bad(string Error) : ProbeRequest;
}
