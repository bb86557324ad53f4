using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Host.Http;

namespace Agent.Node.Probes;

/// <summary>Makes what a probe does from its spec.</summary>
internal static class ProbeRequests
{
    /// <summary>The request.</summary>
    /// <param name="probe">The spec.</param>
    /// <param name="container">Its container.</param>
    /// <param name="podIp">The pod's address; empty: not known.</param>
    public static ProbeRequest Build(V1Probe probe, V1Container container, string podIp) => probe switch
    {
        { Exec: { } exec } => new ProbeRequest.Exec(Expand(exec.Command ?? [], container)),
        { HttpGet: { } http } => HttpCalls.Build(http, container, podIp, ProbeUserAgents.Probe) is { Value: { } call }
            ? new ProbeRequest.Http(call, http)
            : new ProbeRequest.Bad(HttpCalls.Build(http, container, podIp, ProbeUserAgents.Probe).Error),
        { TcpSocket: { } tcp } => Tcp(tcp, container, podIp),
        { Grpc: { } grpc } => podIp.Length > 0
            ? new ProbeRequest.Grpc(podIp, grpc.Port, grpc.Service ?? "")
            : new ProbeRequest.Bad("the pod has no address"),
        _ => new ProbeRequest.Bad("the probe has no handler: exec, httpGet, tcpSocket and grpc are allowed"),
    };

    /// <summary>The command with <c>$(NAME)</c> replaced by variables that the spec gives a literal value; no others are known here.</summary>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> command, V1Container container)
    {
        if (!command.Any(word => word.Contains("$(", StringComparison.Ordinal)))
        {
            return command;
        }

        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in container.Env ?? [])
        {
            if (variable.ValueFrom is null)
            {
                variables[variable.Name] = variable.Value ?? "";
            }
        }

        return [.. command.Select(word => VariableExpansion.Expand(word, variables))];
    }

    private static ProbeRequest Tcp(V1TCPSocketAction tcp, V1Container container, string podIp)
    {
        var host = tcp.Host is { Length: > 0 } given ? given : podIp;
        var port = PortLookup.Find(tcp.Port, container);
        return port.Error.Length > 0 ? new ProbeRequest.Bad(port.Error)
            : host.Length == 0 ? new ProbeRequest.Bad("the pod has no address")
            : new ProbeRequest.Tcp(host, port.Value);
    }
}
