using System.CommandLine;
using Agent.CommandLine.Help;
using Agent.Hosting;
using Agent.Logging;
using Agent.Node.Configuration;
using Agent.Runtime;

namespace Agent.CommandLine.Commands;

/// <summary><c>agent runtime</c>: the embedded container runtime in a process of its own.</summary>
internal static class RuntimeCommand
{
    public static Command Create(CommandContext context)
    {
        var listen = new Option<string>("--listen") { Description = "Where CRI is served, unix:///path.", HelpName = "ENDPOINT", Required = true };
        var root = new Option<string>("--root") { Description = "Directory of all state.", HelpName = "DIR", Required = true };
        var podIp = new Option<string[]>("--pod-ip") { Description = "Address that pods are said to have. Default: 127.0.0.1. May be repeated.", HelpName = "IP" };
        var stopContainers = new Option<bool>("--stop-containers-on-exit") { Description = "Stop all containers at the end. Default: they go on, and the next runtime adopts them." };
        var keepLogs = new Option<bool>("--keep-logs") { Description = "Leave log files when containers are removed." };
        var noCgroups = new Option<bool>("--no-cgroups") { Description = "Do not use cgroups." };
        var verbosity = new Option<int>("--v", "-v") { Description = "How much is logged: 0 what happens, 4 why, 6 and more everything.", HelpName = "N" };
        var newSession = new Option<bool>("--new-session") { Hidden = true };
        var logFile = new Option<string?>("--log-file") { Hidden = true };
        var command = new DocumentedCommand("runtime", "Run the embedded container runtime by itself")
        {
            Usage = "--listen ENDPOINT --root DIR [flags]",
            Details = "Containers are processes of this machine that share its network and files; there is no isolation. " +
                "It is for trying things out and for tests. \"agent run\" starts it by itself when the endpoint is embedded://.",
            Examples = [("agent runtime --listen unix:///tmp/rt/cri.sock --root /tmp/rt", "A runtime for crictl")],
        };
        foreach (var option in new Option[] { listen, root, podIp, stopContainers, keepLogs, noCgroups, verbosity, newSession, logFile })
        {
            command.Add(option);
        }

        command.SetAction(async (result, _) =>
        {
            if (Detach(result.GetValue(newSession), result.GetValue(logFile)) is { } error)
            {
                return context.Fail(error);
            }

            using var signals = new ShutdownSignals();
            using var loggers = AgentLogging.Create(new LoggingConfiguration { Verbosity = result.GetValue(verbosity) }, context.Error.Write);
            var options = new RuntimeServerOptions
            {
                Listen = result.GetRequiredValue(listen),
                Root = result.GetRequiredValue(root),
                StopContainersOnExit = result.GetValue(stopContainers),
                KeepLogs = result.GetValue(keepLogs),
                UseCgroups = !result.GetValue(noCgroups),
            };
            return await RuntimeServer.RunAsync(
                result.GetValue(podIp) is { Length: > 0 } ips ? options with { PodIps = ips } : options,
                loggers,
                signals.Stop);
        });
        return command;
    }

    /// <summary>Leaves the terminal of whoever started it: its Ctrl-C, and its screen.</summary>
    private static string? Detach(bool newSession, string? logFile)
    {
        if (newSession && Libc.NewSession() < 0)
        {
            return $"a new session cannot be begun: {System.Runtime.InteropServices.Marshal.GetLastPInvokeErrorMessage()}";
        }

        if (logFile is not null)
        {
            try
            {
                OutputFile.Redirect(logFile);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return $"{logFile} cannot be written: {e.Message}";
            }
        }

        return null;
    }
}
