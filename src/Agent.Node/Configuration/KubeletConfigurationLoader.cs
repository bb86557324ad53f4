using Agent.Node.Configuration.Files;
using Agent.Node.Configuration.Flags;
using Agent.Node.Configuration.Validation;

namespace Agent.Node.Configuration;

/// <summary>
/// Makes one configuration from a file, drop-in files and flags, in that order: the main file is filled up with defaults, each
/// drop-in is merged onto the result (RFC 7386), and flags are put on top. All problems are collected, none is thrown.
/// </summary>
public static class KubeletConfigurationLoader
{
    /// <summary>Reads, merges and checks.</summary>
    public static LoadedConfiguration Load(ConfigurationSources sources)
    {
        var problems = new List<ConfigurationProblem>();
        var tree = sources.Main is { } main ? ReadFile(main, problems) : MappingNode.Empty(ConfigurationOrigin.Default);
        tree = ConfigurationDefaults.FillMain(tree);
        foreach (var dropIn in sources.DropIns)
        {
            tree = ConfigurationDefaults.Fill(MergePatch.Apply(tree, ReadFile(dropIn, problems)));
        }

        foreach (var flag in sources.Flags)
        {
            tree = Apply(flag, tree, sources.WorkingDirectory, problems);
        }

        var configuration = new NodeReader(problems).Read(tree);
        var origins = Origins.Of(tree);
        ConfigurationOrigin OriginOf(string field) => Origins.Find(origins, field);
        problems.AddRange(ConfigurationValidators.Validate(configuration, OriginOf));
        problems.AddRange(ConfigurationSupport.Check(configuration, OriginOf));
        return new LoadedConfiguration(configuration, problems, origins);
    }

    private static MappingNode ReadFile(ConfigurationFile file, List<ConfigurationProblem> problems)
    {
        var node = YamlTree.Read(file.Path, file.Text, problems);
        if (node is null)
        {
            return MappingNode.Empty(new ConfigurationOrigin(file.Path));
        }

        CheckHeader(node, "apiVersion", KubeletConfiguration.ApiVersion, problems);
        CheckHeader(node, "kind", KubeletConfiguration.Kind, problems);
        node = node with { Entries = node.Entries.Remove("apiVersion").Remove("kind") };
        return RelativePaths.Resolve(node, Path.GetDirectoryName(file.Path) ?? "/");
    }

    private static void CheckHeader(MappingNode node, string field, string expected, List<ConfigurationProblem> problems)
    {
        if (node[field] is not ScalarNode { Text: var text } || text != expected)
        {
            var value = (node[field] as ScalarNode)?.Text ?? "";
            problems.Add(ConfigurationProblem.NotAllowed(node[field]?.Origin ?? node.Origin, field, value, expected));
        }
    }

    private static MappingNode Apply(FlagValues values, MappingNode tree, string directory, List<ConfigurationProblem> problems)
    {
        var origin = ConfigurationOrigin.Flag(values.Name);
        if (ConfigurationField.WithFlag.FirstOrDefault(field => field.Flag == values.Name) is not { } flag)
        {
            throw new ArgumentException($"no configuration field has the flag --{values.Name}", nameof(values));
        }

        if (FlagText.Parse(flag.Field, values.Values, origin) is not { } node)
        {
            var text = flag.Field.IsSecret ? "<redacted>" : string.Join(",", values.Values);
            problems.Add(ConfigurationProblem.NotAllowed(origin, flag.Path, text, FlagText.Allowed(flag.Field)));
            return tree;
        }

        return Put(tree, flag.Path.Split('.'), RelativePaths.Resolve(flag.Path, node, directory));
    }

    /// <summary>
    /// A flag replaces the field, with two exceptions of the kubelet: feature gates merge by name, and --seccomp-default cannot
    /// take back what a file switched on.
    /// </summary>
    private static MappingNode Put(MappingNode tree, ReadOnlySpan<string> path, ConfigurationNode node)
    {
        var name = path[0];
        if (path.Length > 1)
        {
            return tree.With(name, Put(tree[name] as MappingNode ?? MappingNode.Empty(node.Origin), path[1..], node));
        }

        return (name, tree[name], node) switch
        {
            ("featureGates", MappingNode gates, MappingNode flags) => tree.With(name, MergePatch.Apply(gates, flags)),
            ("seccompDefault", ScalarNode { AsBoolean: true }, _) => tree,
            _ => tree.With(name, node),
        };
    }
}
