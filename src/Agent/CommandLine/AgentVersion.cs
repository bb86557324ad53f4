using System.Reflection;
using System.Runtime.InteropServices;

namespace Agent.CommandLine;

/// <summary>Which program this is.</summary>
/// <param name="Version">Version of the agent.</param>
/// <param name="Commit">Commit that it was built from; empty when the build did not know.</param>
/// <param name="Kubernetes">Version of the kubelet that it stands in for.</param>
/// <param name="Framework">The .NET runtime.</param>
/// <param name="Platform">Operating system and architecture, by Go's names.</param>
internal sealed record AgentVersion(string Version, string Commit, string Kubernetes, string Framework, string Platform)
{
    public static AgentVersion Current { get; } = Read();

    /// <summary>The version that the node reports as its kubelet's: that of Kubernetes, with this agent's as build metadata.</summary>
    public string KubeletVersion => $"{Kubernetes}+agent.{Version}";

    private static AgentVersion Read()
    {
        var version = typeof(AgentVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+');
        var architecture = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "amd64",
            Architecture.Arm64 => "arm64",
            var other => other.ToString().ToLowerInvariant(),
        };
        return new AgentVersion(
            version[0],
            version.ElementAtOrDefault(1) ?? "",
            "v1.36.2",
            RuntimeInformation.FrameworkDescription,
            $"linux/{architecture}");
    }
}
