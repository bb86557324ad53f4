using System.Globalization;
using Agent.Runtime.Native;

namespace Agent.Runtime.Specs;

/// <summary>What this runtime's own process may do, and what containers take over from the host.</summary>
internal sealed record HostFacts
{
    /// <summary>The user the runtime runs as.</summary>
    public required uint Uid { get; init; }

    /// <summary>Its primary group.</summary>
    public required uint Gid { get; init; }

    /// <summary>Its supplementary groups.</summary>
    public required IReadOnlyList<uint> Groups { get; init; }

    /// <summary>Its effective capabilities, bit n for capability n.</summary>
    public required ulong Capabilities { get; init; }

    /// <summary>Its environment variables that images hand on.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The host's name, for pods that have none of their own.</summary>
    public required string HostName { get; init; }

    /// <summary>The command line that starts this program, without a verb.</summary>
    public required IReadOnlyList<string> AgentCommand { get; init; }

    /// <summary>The host's users.</summary>
    public required UserDatabase Users { get; init; }

    /// <summary>It may mount.</summary>
    public bool CanMount => (Capabilities & CapabilityMask.SysAdmin) != 0;

    /// <summary>It may become any user.</summary>
    public bool CanChangeUser => (Capabilities & CapabilityMask.ChangeUser) == CapabilityMask.ChangeUser;

    /// <summary>It may take capabilities away from what it starts.</summary>
    public bool CanLimitCapabilities => (Capabilities & CapabilityMask.SetPcap) != 0;

    /// <summary>The facts of the running process.</summary>
    /// <param name="agentPath">The executable, or the dotnet host that runs agent.dll.</param>
    public static HostFacts Read(string agentPath)
    {
        var effective = File.ReadLines("/proc/self/status").First(line => line.StartsWith("CapEff:", StringComparison.Ordinal));
        var variables = System.Environment.GetEnvironmentVariables();
        return new HostFacts
        {
            Uid = Libc.EffectiveUserId(),
            Gid = Libc.EffectiveGroupId(),
            Groups = Libc.Groups(),
            Capabilities = ulong.Parse(effective.AsSpan(7).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            Environment = variables.Keys.Cast<string>()
                .Where(IsHandedOn)
                .ToDictionary(name => name, name => (string)variables[name]!),
            HostName = System.Environment.MachineName,
            AgentCommand = Path.GetFileNameWithoutExtension(agentPath) == "dotnet"
                ? [agentPath, Path.Join(AppContext.BaseDirectory, "agent.dll")]
                : [agentPath],
            Users = UserDatabase.OfHost(),
        };
    }

    // Where programs and .NET are found; nothing else of the runtime's environment is a container's business.
    private static bool IsHandedOn(string name) =>
        name is "PATH" or "TZ" or "LANG" || name.StartsWith("DOTNET_ROOT", StringComparison.Ordinal);
}
