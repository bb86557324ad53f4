namespace Agent.Node.Pods;

/// <summary>What a sandbox is made with that comes from neither pod nor node.</summary>
/// <param name="RuntimeHandler">The runtime's handler; empty: its default one.</param>
/// <param name="UserIds">Ids of the host for its user namespace; null: it has the host's.</param>
internal sealed record SandboxBasis(string RuntimeHandler, UserIdMapping? UserIds)
{
    public static SandboxBasis Default { get; } = new("", null);
}
