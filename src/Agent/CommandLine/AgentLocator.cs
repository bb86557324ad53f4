using System.CommandLine;
using Agent.Server.Local;
using Agent.Settings;

namespace Agent.CommandLine;

/// <summary>Finds the agent that <c>pods</c> and <c>explain</c> are about.</summary>
internal static class AgentLocator
{
    /// <summary>The flag that names its root directory.</summary>
    public static Option<string> RootOption() => new("--root-dir")
    {
        Description = "Root directory of the agent. Default: that of the machine's agent, or else your own.",
        HelpName = "DIR",
    };

    /// <summary>Its socket: the given root's, or the first of the usual ones that exists.</summary>
    /// <exception cref="AgentUnreachableException">There is none.</exception>
    public static string Socket(string? root, ProcessEnvironment environment)
    {
        var roots = root is null ? RootDirectories.Usual(environment) : [Path.GetFullPath(root, environment.WorkingDirectory)];
        var sockets = roots.Select(RootDirectories.AgentSocket).ToArray();
        return sockets.FirstOrDefault(File.Exists)
            ?? throw new AgentUnreachableException($"no agent runs: there is no {string.Join(" and no ", sockets)}; --root-dir names another place");
    }
}
