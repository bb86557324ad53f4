using System.CommandLine;
using System.Runtime.InteropServices;
using Agent.Runtime;
using Microsoft.Extensions.Logging;

namespace Agent.CommandLine;

/// <summary>The command <c>agent runtime</c>: the embedded runtime.</summary>
internal static class RuntimeVerb
{
    /// <summary>Runs it until SIGTERM or SIGINT.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var sigint = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        return await Create(stop.Token).Parse(arguments).InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = null }, CancellationToken.None);

        void OnSignal(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static RootCommand Create(CancellationToken stop)
    {
        var listen = new Option<string>("--listen") { Description = "Where CRI is served: unix:///path", Required = true };
        var root = new Option<string>("--root") { Description = "Folder of all state", Required = true };
        var podIp = new Option<string[]>("--pod-ip") { Description = "Address pods are said to have (default 127.0.0.1); may be repeated" };
        var stopContainers = new Option<bool>("--stop-containers-on-exit") { Description = "Stop all containers at the end" };
        var keepLogs = new Option<bool>("--keep-logs") { Description = "Leave log files when containers are removed" };
        var noCgroups = new Option<bool>("--no-cgroups") { Description = "Do not use cgroups" };
        var command = new RootCommand("The embedded runtime: host processes behind a CRI socket") { listen, root, podIp, stopContainers, keepLogs, noCgroups };
        command.SetAction(async (result, _) =>
        {
            using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
            var options = new RuntimeServerOptions
            {
                Listen = result.GetRequiredValue(listen),
                Root = result.GetRequiredValue(root),
                StopContainersOnExit = result.GetValue(stopContainers),
                KeepLogs = result.GetValue(keepLogs),
                UseCgroups = !result.GetValue(noCgroups),
            };
            return await RuntimeServer.RunAsync(
                result.GetValue(podIp) is { Length: > 0 } ips ? options with { PodIps = ips } : options, loggers, stop);
        });
        return command;
    }
}
