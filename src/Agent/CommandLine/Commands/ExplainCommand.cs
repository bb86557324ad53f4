using System.CommandLine;
using System.Text.Json;
using Agent.CommandLine.Help;
using Agent.Display;
using Agent.Node.Configuration;
using Agent.Node.Explain;
using Agent.Server.Local;

namespace Agent.CommandLine.Commands;

/// <summary><c>agent explain [POD]</c>.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandContext context)
    {
        var pod = new Argument<string?>("POD") { Description = "NAME or NAMESPACE/NAME.", Arity = ArgumentArity.ZeroOrOne };
        var root = AgentLocator.RootOption();
        var output = OutputOption.Create("text", "json");
        var command = new DocumentedCommand("explain", "Say what a pod is doing, what it waits for, since when, and what comes next")
        {
            Usage = "[POD] [flags]",
            Details = "POD is NAME or NAMESPACE/NAME. Without one, the node and all its pods are explained in short.",
            Examples = [("agent explain", "Node and pods"), ("agent explain kube-system/etcd-1", "One pod, with its history")],
        };
        command.Add(pod);
        command.Add(root);
        command.Add(output);
        command.SetAction(async (result, cancellation) =>
        {
            try
            {
                using var client = new AgentClient(AgentLocator.Socket(result.GetValue(root), context.Environment));
                var json = result.GetValue(output) == "json";
                return result.GetValue(pod) is { } name
                    ? await ExplainPodAsync(context, client, name, json, cancellation)
                    : await ExplainNodeAsync(context, client, json, cancellation);
            }
            catch (AgentUnreachableException e)
            {
                return context.Fail(e.Message);
            }
        });
        return command;
    }

    private static async Task<int> ExplainNodeAsync(CommandContext context, AgentClient client, bool json, CancellationToken cancellation)
    {
        var report = await client.ExplainAsync(cancellation);
        if (json)
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(report, LocalJson.Default.NodeReport));
        }
        else
        {
            new ExplainText(context.Output, context.Time.GetUtcNow()).WriteNode(report);
        }

        return ExitCodes.Success;
    }

    private static async Task<int> ExplainPodAsync(
        CommandContext context,
        AgentClient client,
        string name,
        bool json,
        CancellationToken cancellation)
    {
        var pods = await FindAsync(client, name, cancellation);
        if (pods.Count == 0)
        {
            var all = (await client.ExplainAsync(cancellation)).Pods;
            var nearest = NearestName.Of(name, all.SelectMany(pod => new[] { pod.PodName, $"{pod.Namespace}/{pod.PodName}" }));
            return context.Fail(nearest is null ? $"no pod is named {name}" : $"no pod is named {name}; did you mean {nearest}?");
        }

        if (json)
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(new PodReport(pods), LocalJson.Default.PodReport));
            return ExitCodes.Success;
        }

        var text = new ExplainText(context.Output, context.Time.GetUtcNow());
        foreach (var pod in pods)
        {
            text.WritePod(pod);
        }

        return ExitCodes.Success;
    }

    /// <summary>
    /// A name without a namespace is looked for in all of them, and a static pod may be named as its file names it, without
    /// the node's name that it gets.
    /// </summary>
    private static async Task<IReadOnlyList<PodExplanation>> FindAsync(AgentClient client, string name, CancellationToken cancellation)
    {
        if (name.Split('/') is [{ Length: > 0 } space, { Length: > 0 } pod] &&
            await client.ExplainAsync(space, pod, cancellation) is { Items: { Count: > 0 } items })
        {
            return items;
        }

        var report = await client.ExplainAsync(cancellation);
        return
        [
            .. report.Pods.Where(candidate => new[] { candidate.PodName, $"{candidate.Namespace}/{candidate.PodName}" }
                .Any(full => full == name || full == $"{name}-{report.NodeName}")),
        ];
    }
}
