using System.Text.Json;

namespace Agent.Kubernetes.Kubeconfig;

/// <summary>A program that gives credentials (<c>client.authentication.k8s.io</c>).</summary>
public sealed record ExecPlugin
{
    /// <summary>Version of the interface, as <c>client.authentication.k8s.io/v1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The program: an absolute path, or a name to be found in PATH.</summary>
    public required string Command { get; init; }

    /// <summary>Arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables on top of the agent's own environment.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>What to tell people when the program is not there; empty: nothing.</summary>
    public string InstallHint { get; init; } = "";

    /// <summary>The program is told of the cluster (<c>provideClusterInfo</c>).</summary>
    public bool ProvideClusterInfo { get; init; }

    /// <summary>The cluster's own words to the program (extension <c>client.authentication.k8s.io/exec</c>); undefined: none.</summary>
    public JsonElement ClusterConfig { get; init; }

    /// <summary>The field it is from, with its file, for messages.</summary>
    public required string Field { get; init; }

    /// <summary>Names the program only: arguments and variables may be secrets.</summary>
    public override string ToString() => Command;
}
