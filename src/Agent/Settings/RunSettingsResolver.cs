using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Agent.CommandLine;
using Agent.Node.Configuration;
using Agent.Node.Configuration.Flags;
using Agent.Node.Registration;

namespace Agent.Settings;

/// <summary>Makes the settings of <c>run</c> from its flags, the files that they name, and the environment.</summary>
internal static partial class RunSettingsResolver
{
    /// <summary>Reads the files and resolves; nothing is written and nothing is thrown.</summary>
    public static ResolvedSettings Resolve(IReadOnlyList<FlagValues> flags, ProcessEnvironment environment)
    {
        var problems = new List<ConfigurationProblem>();
        var process = new FlagReader(flags, environment.WorkingDirectory, problems);
        process.NoteUnsupported();
        var loaded = KubeletConfigurationLoader.Load(new ConfigurationSources
        {
            Main = process.Path(ProcessFlags.Config) is { } main ? ConfigurationFiles.Read(main, problems) : null,
            DropIns = process.Path(ProcessFlags.ConfigDirectory) is { } dropIns ? ConfigurationFiles.ReadDirectory(dropIns, problems) : [],
            Flags = [.. flags.Where(flag => ProcessFlags.Find(flag.Name) is null)],
            WorkingDirectory = environment.WorkingDirectory,
        });
        problems.AddRange(loaded.Problems);

        var embedded = loaded.Configuration.ContainerRuntimeEndpoint == "embedded://";
        var root = process.Path(ProcessFlags.RootDirectory);
        var directory = root ?? (embedded ? RootDirectories.OfUser(environment) : RootDirectories.Machine);
        CheckRoot(directory, root is not null, embedded, environment, problems);
        var settings = new RunSettings
        {
            Loaded = loaded,
            RootDirectory = directory,
            OwnsRootDirectory = root is null && embedded,
            PodLogsDirectory = PodLogs(loaded, directory, embedded),
            NodeName = NodeName(process, environment, problems),
            NodeIps = NodeIps(process, problems),
            NodeLabels = NodeLabelFlag.Parse(
                process.AllText(ProcessFlags.NodeLabels),
                (entry, allowed) => problems.Add(ConfigurationProblem.NotAllowed(ConfigurationOrigin.Flag(ProcessFlags.NodeLabels), "", entry, allowed))),
            IsExternalCloud = IsExternalCloud(process, problems),
            AllocatableIgnoresEviction = process.Switch(ProcessFlags.AllocatableIgnoresEviction) ?? false,
            IsEmbeddedRuntime = embedded,
            StopPodsOnExit = process.Switch(ProcessFlags.StopPodsOnExit) ?? (embedded && environment.NotifySocket is null),
            Output = Output(process, environment),
            Kubeconfig = process.Path(ProcessFlags.Kubeconfig),
            ActorConfigFile = process.Path(ProcessFlags.ActorConfig),
        };
        return new ResolvedSettings(settings, problems);
    }

    /// <summary>The embedded runtime writes below the root only, unless somebody names another place for logs.</summary>
    private static string PodLogs(LoadedConfiguration loaded, string root, bool embedded) =>
        embedded && loaded.OriginOf("podLogsDir") == ConfigurationOrigin.Default
            ? Path.Combine(root, "logs")
            : loaded.Configuration.PodLogsDir;

    private static void CheckRoot(string root, bool given, bool embedded, ProcessEnvironment environment, List<ConfigurationProblem> problems)
    {
        var origin = given ? ConfigurationOrigin.Flag(ProcessFlags.RootDirectory) : ConfigurationOrigin.Default;

        // A socket's path has 107 bytes; the longest one below the root is the agent's or the embedded runtime's.
        const int LongestBelow = 24;
        if (System.Text.Encoding.UTF8.GetByteCount(root) > 107 - LongestBelow)
        {
            problems.Add(ConfigurationProblem.NotAllowed(
                origin, "", root, $"a path of at most {107 - LongestBelow} bytes, since unix sockets are made below it"));
        }

        if (!given && !embedded && environment.UserId != 0)
        {
            problems.Add(ConfigurationProblem.Error(
                origin, "", $"{root} belongs to root; give --root-dir, or --container-runtime-endpoint=embedded:// to try the agent without root"));
        }
    }

    private static string NodeName(FlagReader process, ProcessEnvironment environment, List<ConfigurationProblem> problems)
    {
        var given = process.Text(ProcessFlags.HostnameOverride);
        var name = (given ?? environment.HostName).Trim().ToLowerInvariant();
        if (!DnsSubdomain().IsMatch(name))
        {
            var origin = given is null ? new ConfigurationOrigin("host name") : ConfigurationOrigin.Flag(ProcessFlags.HostnameOverride);
            problems.Add(ConfigurationProblem.NotAllowed(
                origin, "", name, "up to 253 lower-case letters, digits, '-' and '.', each part with a letter or digit at both ends"));
        }

        return name;
    }

    private static IPAddress[] NodeIps(FlagReader process, List<ConfigurationProblem> problems)
    {
        var origin = ConfigurationOrigin.Flag(ProcessFlags.NodeIp);
        var addresses = new List<IPAddress>();
        foreach (var item in (process.Text(ProcessFlags.NodeIp) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(item, out var address))
            {
                addresses.Add(address);
            }
            else
            {
                problems.Add(ConfigurationProblem.Warning(origin, "", $"\"{item}\" is no IP address and is ignored"));
            }
        }

        var isPair = addresses.Count == 2 && addresses[0].AddressFamily != addresses[1].AddressFamily;
        if (addresses.Count > 2 || (addresses.Count == 2 && !isPair))
        {
            problems.Add(ConfigurationProblem.NotAllowed(origin, "", string.Join(",", addresses), "one address, or one of IPv4 and one of IPv6"));
        }
        else if (isPair && addresses.Any(address => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)))
        {
            problems.Add(ConfigurationProblem.NotAllowed(origin, "", string.Join(",", addresses), "two addresses that are not 0.0.0.0 or ::"));
        }

        return [.. addresses.Where(address => address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)];
    }

    private static bool IsExternalCloud(FlagReader process, List<ConfigurationProblem> problems)
    {
        var provider = process.Text(ProcessFlags.CloudProvider) ?? "";
        if (provider is not ("" or "external"))
        {
            problems.Add(ConfigurationProblem.NotAllowed(ConfigurationOrigin.Flag(ProcessFlags.CloudProvider), "", provider, "external, or nothing"));
        }

        return provider == "external";
    }

    private static OutputForm Output(FlagReader process, ProcessEnvironment environment) =>
        process.OneOf(ProcessFlags.Output, "auto", "table", "log") switch
        {
            "table" => OutputForm.Table,
            "log" => OutputForm.Log,
            _ => environment.IsTerminal ? OutputForm.Table : OutputForm.Log,
        };

    [GeneratedRegex(@"^(?=.{1,253}\z)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex DnsSubdomain();
}
