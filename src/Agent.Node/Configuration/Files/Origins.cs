namespace Agent.Node.Configuration.Files;

/// <summary>Where each value of a configuration comes from.</summary>
internal static class Origins
{
    /// <summary>The origins of all values, by path.</summary>
    public static IReadOnlyDictionary<string, ConfigurationOrigin> Of(MappingNode root)
    {
        var origins = new SortedDictionary<string, ConfigurationOrigin>(StringComparer.Ordinal);
        Collect(root, "", origins);
        return origins;
    }

    /// <summary>The origin of a value, or of the nearest value around it.</summary>
    public static ConfigurationOrigin Find(IReadOnlyDictionary<string, ConfigurationOrigin> origins, string path)
    {
        while (path.Length > 0)
        {
            if (origins.TryGetValue(path, out var origin))
            {
                return origin;
            }

            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        }

        return ConfigurationOrigin.Default;
    }

    private static void Collect(ConfigurationNode node, string path, SortedDictionary<string, ConfigurationOrigin> origins)
    {
        origins[path] = node.Origin;
        switch (node)
        {
            case MappingNode mapping:
                foreach (var (name, child) in mapping.Entries)
                {
                    // A map's key is a name of its own and may hold dots; a field's name follows a dot.
                    Collect(child, path.Length == 0 ? name : $"{path}.{name}", origins);
                    origins[$"{path}[{name}]"] = child.Origin;
                }

                break;
            case SequenceNode sequence:
                for (var i = 0; i < sequence.Items.Count; i++)
                {
                    Collect(sequence.Items[i], $"{path}[{i}]", origins);
                }

                break;
        }
    }
}
