namespace Agent.Runtime;

/// <summary>How the embedded runtime is run: the flags of <c>agent runtime</c>.</summary>
public sealed record RuntimeServerOptions
{
    /// <summary>Where CRI is served: a path of a unix socket, with or without <c>unix://</c>.</summary>
    public required string Listen { get; init; }

    /// <summary>The folder of all state; one runtime at a time. Nothing is written elsewhere but logs, where CRI says.</summary>
    public required string Root { get; init; }

    /// <summary>
    /// The <c>agent</c> executable, started as <c>agent shim</c> for each container and as <c>agent testserver</c> for that
    /// image. Default: this program.
    /// </summary>
    public string AgentPath { get; init; } = Environment.ProcessPath ?? "agent";

    /// <summary>The addresses pods are said to have, at least one: this host's, which containers share. Default: 127.0.0.1.</summary>
    public IReadOnlyList<string> PodIps { get; init; } = ["127.0.0.1"];

    /// <summary>Whether containers are stopped when the runtime is. Default: no, they go on and are adopted by the next one.</summary>
    public bool StopContainersOnExit { get; init; }

    /// <summary>How long containers have to end by themselves then, in whole seconds. Default: 10 s.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether RemoveContainer leaves the log file where it is, as containerd does. Default: no, it goes with the container.
    /// </summary>
    public bool KeepLogs { get; init; }

    /// <summary>Whether containers get cgroups where that is possible. Default: yes.</summary>
    public bool UseCgroups { get; init; } = true;
}
