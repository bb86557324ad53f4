using Agent.Node.Configuration.Schema;

namespace Agent.Node.Configuration.Flags;

/// <summary>All command-line flags that set a configuration field, as the fields' attributes name them.</summary>
public static class ConfigurationFlags
{
    /// <summary>The flags, by name in ordinal order.</summary>
    public static IReadOnlyList<ConfigurationFlag> All { get; } =
    [
        .. ConfigurationSchema.Leaves
            .Where(leaf => leaf.Field.Flag is not null)
            .Select(leaf => new ConfigurationFlag(leaf.Path, leaf.Field))
            .OrderBy(flag => flag.Name, StringComparer.Ordinal),
    ];
}
