namespace Agent.Node.Configuration.Files;

/// <summary>Makes the paths in a file absolute: they are meant relative to the file's own directory.</summary>
internal static class RelativePaths
{
    private static readonly string[] Fields =
        ["staticPodPath", "tlsCertFile", "tlsPrivateKeyFile", "authentication.x509.clientCAFile", "resolvConf"];

    /// <summary>The node with absolute paths; an empty path stays empty.</summary>
    public static MappingNode Resolve(MappingNode node, string directory) =>
        Fields.Aggregate(node, (current, field) => Resolve(current, field.Split('.'), directory));

    /// <summary>A path from the command line, where it is meant relative to the working directory.</summary>
    public static ConfigurationNode Resolve(string field, ConfigurationNode node, string directory) =>
        Fields.Contains(field) && node is ScalarNode { Text.Length: > 0 } path
            ? path with { Text = Path.GetFullPath(path.Text, directory) }
            : node;

    private static MappingNode Resolve(MappingNode node, ReadOnlySpan<string> path, string directory) => node[path[0]] switch
    {
        MappingNode child when path.Length > 1 => node.With(path[0], Resolve(child, path[1..], directory)),
        ScalarNode { Text.Length: > 0 } value when path.Length == 1 =>
            node.With(path[0], value with { Text = Path.GetFullPath(value.Text, directory) }),
        _ => node,
    };
}
