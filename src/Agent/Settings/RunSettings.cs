using System.Collections.Immutable;
using System.Net;
using Agent.Node.Configuration;

namespace Agent.Settings;

/// <summary>Everything that <c>run</c> works with, resolved from flags, files and the environment.</summary>
internal sealed record RunSettings
{
    /// <summary>The configuration and where its values come from.</summary>
    public required LoadedConfiguration Loaded { get; init; }

    /// <summary>The configuration.</summary>
    public KubeletConfiguration Configuration => Loaded.Configuration;

    /// <summary>Directory for state, absolute.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>Whether the agent chose that directory itself; then it removes it when it leaves nothing running.</summary>
    public required bool OwnsRootDirectory { get; init; }

    /// <summary>Directory of container logs, absolute.</summary>
    public required string PodLogsDirectory { get; init; }

    /// <summary>Name of the node.</summary>
    public required string NodeName { get; init; }

    /// <summary>Addresses of the node as given, none when it finds its own.</summary>
    public IReadOnlyList<IPAddress> NodeIps { get; init; } = [];

    /// <summary>Labels that the node registers with.</summary>
    public ImmutableSortedDictionary<string, string> NodeLabels { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Whether a cloud controller initialises the node.</summary>
    public bool IsExternalCloud { get; init; }

    /// <summary>Whether allocatable leaves no room for eviction.</summary>
    public bool AllocatableIgnoresEviction { get; init; }

    /// <summary>Whether the agent runs its own container runtime.</summary>
    public required bool IsEmbeddedRuntime { get; init; }

    /// <summary>Whether pods are stopped when the agent stops.</summary>
    public required bool StopPodsOnExit { get; init; }

    /// <summary>What is shown.</summary>
    public required OutputForm Output { get; init; }

    /// <summary>File that says how to reach the API server, absolute; null: there is none, and static pods only.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>HOCON file laid over the built-in one; null for none.</summary>
    public string? ActorConfigFile { get; init; }

    /// <summary>Socket for <c>agent pods</c> and <c>agent explain</c>.</summary>
    public string AgentSocket => RootDirectories.AgentSocket(RootDirectory);
}
