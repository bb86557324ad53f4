using System.Net;

namespace Agent.Node.Configuration.Validation;

/// <summary>Addresses that pods use.</summary>
internal sealed class PodNetworkValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration) =>
    [
        .. configuration.ClusterDns.SelectMany((address, i) => Rules.IsAddress($"clusterDNS[{i}]", address)),
        .. configuration.PodCidr.Split(',', StringSplitOptions.RemoveEmptyEntries).SelectMany(range =>
            Rules.Unless(IPNetwork.TryParse(range, out _), "podCIDR", range, "an address range such as 10.88.0.0/16")),
    ];
}
