using System.Collections.Immutable;
using Agent.Node.Configuration.Validation;
using Agent.Node.WellKnown;

namespace Agent.Node.Registration;

/// <summary>
/// Reads <c>--node-labels</c>. Labels in the name spaces of Kubernetes decide over placement, so that a node may set itself
/// only those that it could not use to draw pods of others.
/// </summary>
public static class NodeLabelFlag
{
    private static readonly string[] AllowedKeys =
    [
        NodeLabels.HostName, NodeLabels.Zone, NodeLabels.Region, NodeLabels.BetaZone, NodeLabels.BetaRegion, NodeLabels.InstanceType,
        NodeLabels.BetaInstanceType, NodeLabels.Os, NodeLabels.Arch, NodeLabels.BetaOs, NodeLabels.BetaArch,
    ];

    private static readonly string[] AllowedPrefixes = ["kubelet.kubernetes.io", "node.kubernetes.io"];

    /// <summary>Reads the flag's value.</summary>
    /// <param name="text">As <c>key=value,key=value</c>.</param>
    /// <param name="problem">Called for each entry that is wrong, with the entry and what is allowed.</param>
    /// <returns>The entries that are right; of several with one key the last.</returns>
    public static ImmutableSortedDictionary<string, string> Parse(string text, Action<string, string> problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(problem);
        var labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2)
            {
                problem(entry, "key=value");
            }
            else if (!NameSyntax.IsQualifiedName(parts[0]))
            {
                problem(entry, "a key of up to 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/'");
            }
            else if (!NameSyntax.IsLabelValue(parts[1]))
            {
                problem(entry, "a value of up to 63 letters, digits, '-', '_' and '.'");
            }
            else if (!IsAllowed(parts[0]))
            {
                problem(entry, $"in the name spaces kubernetes.io and k8s.io only {string.Join(", ", AllowedKeys)}, "
                    + "and keys with the prefix kubelet.kubernetes.io or node.kubernetes.io or a subdomain of these");
            }
            else
            {
                labels[parts[0]] = parts[1];
            }
        }

        return labels.ToImmutable();
    }

    /// <summary>Whether a node may set itself a label of that key.</summary>
    internal static bool IsAllowed(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var space = slash < 0 ? "" : key[..slash];
        return !(IsWithin(space, "kubernetes.io") || IsWithin(space, "k8s.io"))
            || AllowedKeys.Contains(key)
            || AllowedPrefixes.Any(prefix => IsWithin(space, prefix));
    }

    private static bool IsWithin(string name, string domain) =>
        name == domain || name.EndsWith("." + domain, StringComparison.Ordinal);
}
