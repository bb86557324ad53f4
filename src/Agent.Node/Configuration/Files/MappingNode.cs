using System.Collections.Immutable;

namespace Agent.Node.Configuration.Files;

/// <summary>Values by name.</summary>
internal sealed record MappingNode(ConfigurationOrigin Origin, ImmutableSortedDictionary<string, ConfigurationNode> Entries)
    : ConfigurationNode(Origin)
{
    /// <summary>A mapping without entries.</summary>
    public static MappingNode Empty(ConfigurationOrigin origin) => new(origin, OrdinalMap.Empty<ConfigurationNode>());

    /// <summary>The entry of that name; null when there is none, or when it is YAML's null.</summary>
    public ConfigurationNode? this[string name] =>
        Entries.TryGetValue(name, out var node) && node is not ScalarNode { IsNull: true } ? node : null;

    /// <summary>The value at a field's path, <c>authentication.anonymous.enabled</c>; null when there is none.</summary>
    public ConfigurationNode? Find(string path) =>
        path.Split('.').Aggregate((ConfigurationNode?)this, (node, name) => (node as MappingNode)?[name]);

    /// <summary>This mapping with one entry more, or another one.</summary>
    public MappingNode With(string name, ConfigurationNode node) => this with { Entries = Entries.SetItem(name, node) };
}
