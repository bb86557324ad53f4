namespace Agent.Node.Pods;

/// <summary>What pods need to know of their node beside its options; read again from time to time.</summary>
/// <param name="ResolvConf">Text of the resolver configuration (<c>resolvConf</c>); null: none.</param>
/// <param name="HostIps">Addresses of the node, primary first.</param>
internal sealed record NodeFacts(string? ResolvConf, IReadOnlyList<string> HostIps)
{
    public static NodeFacts None { get; } = new(null, []);
}
