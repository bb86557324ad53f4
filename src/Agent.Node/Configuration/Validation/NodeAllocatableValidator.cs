using static Agent.Node.Configuration.NodeAllocatableEnforcement;

namespace Agent.Node.Configuration.Validation;

/// <summary>What the node's reservations are enforced on.</summary>
internal sealed class NodeAllocatableValidator : IConfigurationValidator
{
    private const string FieldName = "enforceNodeAllocatable";

    public IEnumerable<Violation> Validate(KubeletConfiguration configuration)
    {
        var levels = configuration.EnforceNodeAllocatable;
        var names = string.Join(",", levels.Select(Name));
        return
        [
            .. Rules.Unless(levels.Distinct().Count() == levels.Count, FieldName, names, "each item once"),
            .. Rules.Unless(!levels.Contains(None) || levels.Count == 1, FieldName, names, "none to stand alone"),
            .. Rules.Unless(
                configuration.CgroupsPerQos || levels.All(level => level == None),
                FieldName,
                names,
                "none, or cgroupsPerQOS to be true"),
            .. Variants(levels, SystemReserved, SystemReservedCompressible, "systemReservedCgroup", configuration.SystemReservedCgroup),
            .. Variants(levels, KubeReserved, KubeReservedCompressible, "kubeReservedCgroup", configuration.KubeReservedCgroup),
        ];
    }

    private static IEnumerable<Violation> Variants(
        IReadOnlyList<NodeAllocatableEnforcement> levels,
        NodeAllocatableEnforcement whole,
        NodeAllocatableEnforcement compressible,
        string cgroupField,
        string cgroup)
    {
        var (hasWhole, hasCompressible) = (levels.Contains(whole), levels.Contains(compressible));
        return
        [
            .. Rules.Unless(
                !hasWhole || !hasCompressible,
                FieldName,
                $"{Name(whole)},{Name(compressible)}",
                "only one of the two"),
            .. Rules.Unless(
                cgroup.Length > 0 || !(hasWhole || hasCompressible),
                FieldName,
                Name(hasWhole ? whole : compressible),
                $"{cgroupField} to be set as well"),
        ];
    }

    private static string Name(NodeAllocatableEnforcement level) =>
        Schema.FieldType.Of(typeof(NodeAllocatableEnforcement)).Choices.First(choice => choice.Value.Equals(level)).Name;
}
