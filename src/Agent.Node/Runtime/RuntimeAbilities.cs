using Agent.Cri.Protocol;
using Google.Protobuf;

namespace Agent.Node.Runtime;

/// <summary>What the runtime says it can do, in its answer to the health call; told when it changes.</summary>
/// <param name="Handlers">Its handlers (runtime classes), by name.</param>
/// <param name="SupplementalGroupsPolicy">It can keep an image's groups from a container; null: it does not say.</param>
internal sealed record RuntimeAbilities(IReadOnlyList<RuntimeHandler> Handlers, bool? SupplementalGroupsPolicy)
{
    /// <summary>Who manages cgroups (CRI <c>RuntimeConfig</c>); null: it does not say.</summary>
    public Configuration.CgroupDriver? CgroupDriver { get; init; }

    /// <summary>Reads the answer to the health call.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="config">The runtime's configuration; null: it does not tell.</param>
    public static RuntimeAbilities From(StatusResponse response, RuntimeConfigResponse? config = null) => new(
        [.. response.RuntimeHandlers.OrderBy(handler => handler.Name, StringComparer.Ordinal)],
        response.Features?.SupplementalGroupsPolicy)
    {
        CgroupDriver = config?.Linux?.CgroupDriver switch
        {
            Cri.Protocol.CgroupDriver.Systemd => Configuration.CgroupDriver.Systemd,
            Cri.Protocol.CgroupDriver.Cgroupfs => Configuration.CgroupDriver.Cgroupfs,
            _ => null,
        },
    };

    /// <summary>Equality of the content.</summary>
    public bool Equals(RuntimeAbilities? other) =>
        other is not null && SupplementalGroupsPolicy == other.SupplementalGroupsPolicy && CgroupDriver == other.CgroupDriver && Handlers.SequenceEqual<IMessage>(other.Handlers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Handlers.Count, SupplementalGroupsPolicy);
}
