using System.Collections.Immutable;
using Agent.Kubernetes;

namespace Agent.Node.Configuration.Validation;

/// <summary>Resources that are kept from pods.</summary>
internal sealed class ReservationValidator : IConfigurationValidator
{
    private static readonly string[] Resources = ["cpu", "memory", "ephemeral-storage", "pid"];

    public IEnumerable<Violation> Validate(KubeletConfiguration configuration) =>
    [
        .. Reserved("systemReserved", configuration.SystemReserved),
        .. Reserved("kubeReserved", configuration.KubeReserved),
        .. Cpus(configuration),
        .. Memory(configuration.ReservedMemory),
    ];

    private static IEnumerable<Violation> Reserved(string field, ImmutableSortedDictionary<string, string> map)
    {
        foreach (var (resource, value) in map)
        {
            if (!Resources.Contains(resource))
            {
                yield return new Violation(field, resource, Schema.FieldType.OneOf(Resources));
            }
            else if (!Quantity.TryParse(value, out var quantity) || quantity.Sign < 0)
            {
                yield return new Violation($"{field}[{resource}]", value, "a quantity of 0 or more");
            }
        }
    }

    private static IEnumerable<Violation> Cpus(KubeletConfiguration configuration)
    {
        var cpus = configuration.ReservedSystemCpus;
        if (cpus.Length == 0)
        {
            return [];
        }

        return
        [
            .. Rules.Unless(CpuList.IsValid(cpus), "reservedSystemCPUs", cpus, "a list of CPU numbers and ranges such as 0-1,4"),
            .. Rules.Unless(
                configuration.SystemReservedCgroup.Length == 0 && configuration.KubeReservedCgroup.Length == 0,
                "reservedSystemCPUs",
                cpus,
                "nothing, or neither systemReservedCgroup nor kubeReservedCgroup to be set"),
        ];
    }

    private static IEnumerable<Violation> Memory(IReadOnlyList<MemoryReservation> reservations)
    {
        var seen = new HashSet<(int, string)>();
        for (var i = 0; i < reservations.Count; i++)
        {
            var field = $"reservedMemory[{i}]";
            if (reservations[i].NumaNode < 0)
            {
                yield return new Violation($"{field}.numaNode", reservations[i].NumaNode, "a whole number of 0 or more");
            }

            if (reservations[i].Limits.IsEmpty)
            {
                yield return new Violation($"{field}.limits", "", "memory or hugepages-SIZE with a quantity");
            }

            foreach (var (resource, value) in reservations[i].Limits)
            {
                if (resource != "memory" && !resource.StartsWith("hugepages-", StringComparison.Ordinal))
                {
                    yield return new Violation($"{field}.limits", resource, "memory or hugepages-SIZE");
                }
                else if (!Quantity.TryParse(value, out var quantity) || quantity.Sign <= 0)
                {
                    yield return new Violation($"{field}.limits[{resource}]", value, "a quantity of more than 0");
                }
                else if (!seen.Add((reservations[i].NumaNode, resource)))
                {
                    yield return new Violation($"{field}.limits", resource, "each resource once per NUMA node");
                }
            }
        }
    }
}
