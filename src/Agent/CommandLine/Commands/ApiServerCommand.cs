using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Agent.ApiServer.Hosting;
using Agent.CommandLine.Help;
using Agent.Hosting;
using Agent.Logging;
using Agent.Node.Configuration;

namespace Agent.CommandLine.Commands;

/// <summary><c>agent apiserver</c>: a small cluster's API server, scheduler and controllers in one process.</summary>
internal static class ApiServerCommand
{
    private const string DefaultListen = "https://127.0.0.1:6443";

    public static Command Create(CommandContext context)
    {
        var listen = new Option<string>("--listen")
        {
            Description = $"Where it is reached. Default: {DefaultListen}. Port 0 takes any that is free.",
            HelpName = "URL",
            DefaultValueFactory = _ => DefaultListen,
        };
        var kubeconfig = new Option<string?>("--kubeconfig-out")
        {
            Description = "Write a kubeconfig for an administrator to this file. It holds a key.",
            HelpName = "FILE",
        };
        var nodeKubeconfigs = new Option<string[]>("--node-kubeconfig-out")
        {
            Description = "Write a kubeconfig for the node NODE to FILE. It holds a key. May be given more than once.",
            HelpName = "NODE=FILE",
            DefaultValueFactory = _ => [],
        };
        var audit = new Option<string?>("--audit-log-path")
        {
            Description = "Add a line to this file for each finished request: who asked for what, and the answer's code.",
            HelpName = "FILE",
        };
        var data = new Option<string?>("--data")
        {
            Description = "Keep the cluster in this file. Default: it ends with the process.",
            HelpName = "FILE",
        };
        var anonymous = new Option<bool>("--anonymous-auth") { Description = "Answer requests without credentials too." };
        var noControllers = new Option<bool>("--no-controllers")
        {
            Description = "Run neither scheduler nor controllers: objects stay as clients write them.",
        };
        var verbosity = new Option<int>("--v", "-v") { Description = "How much is logged: 0 what happens, 4 why.", HelpName = "N" };
        var command = new DocumentedCommand("apiserver", "Run a small cluster's API server, with a scheduler and controllers")
        {
            Usage = "[flags]",
            Details = "It speaks the Kubernetes API to kubectl and to nodes and keeps its objects in memory. It is for tests and for "
                + "trying things out: everybody with credentials may do everything.",
            Groups =
            [
                new FlagGroup("Where it is reached", ["listen", "kubeconfig-out", "node-kubeconfig-out", "anonymous-auth"]),
                new FlagGroup("What it keeps and does", ["data", "no-controllers", "audit-log-path"]),
            ],
            Examples =
            [
                ("agent apiserver --kubeconfig-out /tmp/cluster.kubeconfig", "A cluster until Ctrl-C"),
                ("agent apiserver --data /var/lib/agent/cluster.json --listen https://0.0.0.0:6443", "A cluster that other machines can join and that outlives restarts"),
            ],
        };
        foreach (var option in new Option[] { listen, kubeconfig, nodeKubeconfigs, anonymous, data, noControllers, audit, verbosity })
        {
            command.Add(option);
        }

        command.SetAction(async (result, _) =>
        {
            if (!TryParse(result.GetRequiredValue(listen), out var endpoint))
            {
                return context.Fail(
                    $"--listen {result.GetValue(listen)}: must be https://ADDRESS:PORT with an IP address or localhost, such as {DefaultListen}");
            }

            if (!TryParse(result.GetRequiredValue(nodeKubeconfigs), out var nodes, out var wrong))
            {
                return context.Fail($"--node-kubeconfig-out {wrong}: must be NODE=FILE, such as node1=/tmp/node1.kubeconfig");
            }

            var options = new ClusterOptions
            {
                Listen = endpoint,
                DataFile = result.GetValue(data),
                AllowAnonymous = result.GetValue(anonymous),
                RunControllers = !result.GetValue(noControllers),
                AuditLogFile = result.GetValue(audit),
            };
            return await RunAsync(context, options, result.GetValue(kubeconfig), nodes, result.GetValue(verbosity));
        });
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, ClusterOptions options, string? kubeconfig, IReadOnlyList<(string Node, string File)> nodes, int verbosity)
    {
        using var signals = new ShutdownSignals();
        using var loggers = AgentLogging.Create(new LoggingConfiguration { Verbosity = verbosity }, context.Error.Write);
        Cluster cluster;
        try
        {
            cluster = await Cluster.StartAsync(options, loggers, signals.Stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SocketException)
        {
            return context.Fail($"the API server cannot start on {options.Listen}: {e.Message}");
        }

        await using (cluster)
        {
            if (kubeconfig is not null && Write(kubeconfig, cluster.Kubeconfig("admin", "system:masters")) is { } failure)
            {
                return context.Fail($"--kubeconfig-out {kubeconfig}: {failure}");
            }

            foreach (var (node, file) in nodes)
            {
                if (Write(file, cluster.NodeKubeconfig(node)) is { } notWritten)
                {
                    return context.Fail($"--node-kubeconfig-out {node}={file}: {notWritten}");
                }
            }

            await context.Output.WriteLineAsync($"API server ready on {cluster.Address.ToString().TrimEnd('/')}");
            if (kubeconfig is not null)
            {
                await context.Output.WriteLineAsync($"kubectl --kubeconfig {kubeconfig} get all --all-namespaces");
            }

            await context.Output.FlushAsync();
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = signals.Stop.Register(stopped.SetResult);
            await stopped.Task;
        }

        return ExitCodes.Success;
    }

    /// <summary>Writes a file that only its owner may read.</summary>
    /// <returns>What went wrong; null: nothing.</returns>
    private static string? Write(string path, string text)
    {
        try
        {
            Replace(path, text);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static void Replace(string path, string text)
    {
        var temporary = path + ".tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using (var writer = new StreamWriter(temporary, options))
        {
            writer.Write(text);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static bool TryParse(string[] values, out IReadOnlyList<(string Node, string File)> nodes, out string wrong)
    {
        var read = new List<(string, string)>();
        nodes = read;
        wrong = "";
        foreach (var value in values)
        {
            var at = value.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == value.Length - 1 || !Cluster.IsNodeName(value[..at]))
            {
                wrong = value;
                return false;
            }

            read.Add((value[..at], value[(at + 1)..]));
        }

        return true;
    }

    private static bool TryParse(string text, out IPEndPoint endpoint)
    {
        endpoint = new IPEndPoint(IPAddress.Loopback, 0);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || uri.AbsolutePath != "/")
        {
            return false;
        }

        var host = uri.Host.Trim('[', ']');
        var address = host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host, out var parsed) ? parsed : null;
        if (address is null)
        {
            return false;
        }

        endpoint = new IPEndPoint(address, uri.Port);
        return true;
    }
}
