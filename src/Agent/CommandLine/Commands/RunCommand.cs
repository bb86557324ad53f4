using System.CommandLine;
using Agent.CommandLine.Help;
using Agent.Hosting;
using Agent.Node.Configuration;
using Agent.Settings;

namespace Agent.CommandLine.Commands;

/// <summary><c>agent run</c>.</summary>
internal static class RunCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new DocumentedCommand("run", "Run pods on this machine")
        {
            Details = "It takes the kubelet's configuration file and the kubelet's flags. " +
                "A flag beats the *.conf files of --config-dir, and those beat the file of --config. " +
                "As a daemon it leaves containers running when it ends, and adopts them when it starts again.",
            Examples =
            [
                ("agent run --container-runtime-endpoint=embedded:// --pod-manifest-path=samples/pods", "Try it without root and without a container runtime"),
                ("agent run --config=/var/lib/kubelet/config.yaml", "In the place of a kubelet"),
                ("agent run --pod-manifest-path=/etc/kubernetes/manifests --output=log -v=4", "Static pods on containerd, with a talkative log"),
            ],
            Groups = RunFlagGroups.All,
        };
        RunFlags.AddTo(command);
        command.SetAction(async (result, _) =>
        {
            var resolved = RunSettingsResolver.Resolve(RunFlags.Read(result), context.Environment);
            if (!resolved.HasErrors)
            {
                return await new AgentRun(resolved, context).RunAsync();
            }

            foreach (var problem in resolved.Problems.Where(problem => problem.Severity == ConfigurationSeverity.Error))
            {
                context.Fail(problem.ToString());
            }

            return ExitCodes.Failure;
        });
        return command;
    }
}
