namespace Agent.Runtime.Shims;

/// <summary>
/// What the shim does before it becomes the container's program. It may hold secrets (environment values) and goes to the shim
/// through an anonymous file in memory, never through a command line.
/// </summary>
internal sealed record ShimSpec
{
    /// <summary>The program and its arguments; a program without a slash is looked up in the PATH of <see cref="Environment"/>.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Entries NAME=value as bytes: Kubernetes lets values be other than UTF-8.</summary>
    public required IReadOnlyList<byte[]> Environment { get; init; }

    /// <summary>The working directory.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Who to become; null stays who the runtime is.</summary>
    public ProcessUser? User { get; init; }

    /// <summary>Capabilities kept, bit n for capability n; null leaves them alone.</summary>
    public ulong? Capabilities { get; init; }

    /// <summary>Capabilities that survive execve for a user other than root.</summary>
    public ulong AmbientCapabilities { get; init; }

    /// <summary>Forbids gaining privileges by execve.</summary>
    public bool NoNewPrivileges { get; init; }

    /// <summary>Joins the mount namespace of <see cref="ShimDescriptors.Namespace"/> (exec in a container that has its own).</summary>
    public bool JoinsNamespace { get; init; }

    /// <summary>What to mount in a namespace of its own; null stays in the runtime's.</summary>
    public MountPlan? Mounts { get; init; }
}
