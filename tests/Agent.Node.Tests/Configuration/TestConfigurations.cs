using Agent.Node.Configuration;
using Agent.Node.Configuration.Flags;

namespace Agent.Node.Tests.Configuration;

/// <summary>Loads configurations from short texts.</summary>
internal static class TestConfigurations
{
    public const string MainPath = "/etc/agent/kubelet.yaml";

    public static ConfigurationFile File(string path, string fields) => new(
        path,
        $"apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n{fields}");

    public static LoadedConfiguration Load(string fields, params ConfigurationFile[] dropIns) =>
        KubeletConfigurationLoader.Load(new ConfigurationSources { Main = File(MainPath, fields), DropIns = dropIns });

    public static LoadedConfiguration LoadFlags(params (string Name, string Value)[] flags) => LoadFlags("", flags);

    public static LoadedConfiguration LoadFlags(string fields, params (string Name, string Value)[] flags) =>
        KubeletConfigurationLoader.Load(new ConfigurationSources
        {
            Main = File(MainPath, fields),
            Flags = [.. flags.GroupBy(flag => flag.Name).Select(group => new FlagValues(group.Key, [.. group.Select(flag => flag.Value)]))],
            WorkingDirectory = "/home/me",
        });

    public static string[] Errors(this LoadedConfiguration loaded) => Texts(loaded, ConfigurationSeverity.Error);

    public static string[] Warnings(this LoadedConfiguration loaded) => Texts(loaded, ConfigurationSeverity.Warning);

    private static string[] Texts(LoadedConfiguration loaded, ConfigurationSeverity severity) =>
        [.. loaded.Problems.Where(problem => problem.Severity == severity).Select(problem => problem.ToString())];
}
