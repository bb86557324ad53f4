using System.CommandLine;
using System.Text.Json;
using Agent.CommandLine.Help;
using Agent.Display;
using Agent.Server.Local;

namespace Agent.CommandLine.Commands;

/// <summary><c>agent pods</c>.</summary>
internal static class PodsCommand
{
    public static Command Create(CommandContext context)
    {
        var root = AgentLocator.RootOption();
        var output = OutputOption.Create("table", "json");
        var command = new DocumentedCommand("pods", "List the pods of a running agent")
        {
            Details = "The answer comes from the agent, not from the container runtime, and is there also while the runtime hangs.",
            Examples = [("agent pods", "All pods"), ("agent pods -o json", "The same for a program")],
        };
        command.Add(root);
        command.Add(output);
        command.SetAction(async (result, cancellation) =>
        {
            try
            {
                using var client = new AgentClient(AgentLocator.Socket(result.GetValue(root), context.Environment));
                var pods = (await client.ExplainAsync(cancellation)).Pods;
                if (result.GetValue(output) == "json")
                {
                    await context.Output.WriteLineAsync(JsonSerializer.Serialize(new PodReport(pods), LocalJson.Default.PodReport));
                }
                else if (pods.Count == 0)
                {
                    await context.Error.WriteLineAsync("No pods.");
                }
                else
                {
                    new ExplainText(context.Output, context.Time.GetUtcNow()).WritePods(pods);
                }

                return ExitCodes.Success;
            }
            catch (AgentUnreachableException e)
            {
                return context.Fail(e.Message);
            }
        });
        return command;
    }
}
