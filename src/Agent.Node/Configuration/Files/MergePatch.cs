namespace Agent.Node.Configuration.Files;

/// <summary>JSON merge patch (RFC 7386): mappings merge, anything else replaces, null deletes.</summary>
internal static class MergePatch
{
    /// <summary>The base with the patch applied.</summary>
    public static MappingNode Apply(MappingNode target, MappingNode patch)
    {
        var entries = target.Entries;
        foreach (var (name, node) in patch.Entries)
        {
            entries = node switch
            {
                ScalarNode { IsNull: true } => entries.Remove(name),
                MappingNode mapping => entries.SetItem(name, Apply(Mapping(entries.GetValueOrDefault(name), mapping), mapping)),
                _ => entries.SetItem(name, node),
            };
        }

        return target with { Entries = entries };
    }

    private static MappingNode Mapping(ConfigurationNode? node, MappingNode patch) =>
        node as MappingNode ?? MappingNode.Empty(patch.Origin);
}
