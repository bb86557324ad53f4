namespace Agent.Settings;

/// <summary>Where state is kept.</summary>
internal static class RootDirectories
{
    /// <summary>The kubelet's directory, for an agent that serves a container runtime of the machine.</summary>
    public const string Machine = "/var/lib/kubelet";

    /// <summary>The directory of a user who tries the agent out on its own runtime: always the same one, so that other commands find it.</summary>
    public static string OfUser(ProcessEnvironment environment) => environment.StateHome is { } state
        ? Path.Combine(state, "node-agent")
        : Path.Combine(environment.TemporaryDirectory, $"node-agent-{environment.UserId}");

    /// <summary>The socket for commands, below a root directory.</summary>
    public static string AgentSocket(string root) => Path.Combine(root, "agent.sock");

    /// <summary>The roots that a command looks in when it is given none: the machine's agent first.</summary>
    public static IReadOnlyList<string> Usual(ProcessEnvironment environment) => [Machine, OfUser(environment)];
}
