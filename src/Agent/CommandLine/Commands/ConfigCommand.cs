using System.CommandLine;
using Agent.CommandLine.Help;
using Agent.Node.Configuration;
using Agent.Settings;

namespace Agent.CommandLine.Commands;

/// <summary><c>agent config</c>: check, print, reference.</summary>
internal static class ConfigCommand
{
    public static Command Create(CommandContext context) => new DocumentedCommand("config", "Check and print configuration")
    {
        Check(context),
        Print(context),
        Reference(context),
    };

    private static DocumentedCommand Check(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A KubeletConfiguration file.", Arity = ArgumentArity.ExactlyOne };
        var directory = new Option<string>("--config-dir") { Description = "Directory of drop-in files that are merged onto it.", HelpName = "DIR" };
        var command = new DocumentedCommand("check", "Check a configuration file and say all that is wrong with it")
        {
            Usage = "FILE [flags]",
            Details = "The exit code is 0 when the agent would start with it, and 1 when it would not.",
            Examples = [("agent config check /var/lib/kubelet/config.yaml", "A file that kubeadm wrote")],
        };
        command.Add(file);
        command.Add(directory);
        command.SetAction(result =>
        {
            var problems = new List<ConfigurationProblem>();
            var path = Path.GetFullPath(result.GetRequiredValue(file), context.Environment.WorkingDirectory);
            var main = ConfigurationFiles.Read(path, problems);
            var dropIns = result.GetValue(directory) is { } dropIn
                ? ConfigurationFiles.ReadDirectory(Path.GetFullPath(dropIn, context.Environment.WorkingDirectory), problems)
                : [];
            if (main is not null)
            {
                problems.AddRange(KubeletConfigurationLoader.Load(new ConfigurationSources { Main = main, DropIns = dropIns }).Problems);
            }

            return Report(context, path, problems);
        });
        return command;
    }

    private static DocumentedCommand Print(CommandContext context)
    {
        var form = new Option<string>("-o") { Description = "Form of the output: yaml or json.", HelpName = "FORM", DefaultValueFactory = _ => "yaml" };
        form.AcceptOnlyFromAmong("yaml", "json");
        var command = new DocumentedCommand("print", "Print the configuration that run would use, with the same flags")
        {
            Usage = "[flags of run]",
            Details = "Every field is printed; one that was set names the file and line, or the flag. Secrets are masked.",
            Examples = [("agent config print --config /etc/kubelet.yaml --max-pods 50", "What a flag changes")],
            Groups = RunFlagGroups.All,
        };
        command.Add(form);
        RunFlags.AddTo(command);
        command.SetAction(result =>
        {
            var resolved = RunSettingsResolver.Resolve(RunFlags.Read(result), context.Environment);
            foreach (var problem in resolved.Problems)
            {
                context.Error.WriteLine(Line(problem));
            }

            context.Output.Write(result.GetValue(form) == "json"
                ? $"{ConfigurationText.ToJson(resolved.Settings.Configuration)}\n"
                : ConfigurationText.ToYaml(resolved.Settings.Loaded));
            return resolved.HasErrors ? ExitCodes.Failure : ExitCodes.Success;
        });
        return command;
    }

    private static DocumentedCommand Reference(CommandContext context)
    {
        var command = new DocumentedCommand("reference", "Print the reference of configuration and flags (docs/configuration.md)") { Hidden = true };
        command.SetAction(_ =>
        {
            ConfigurationReference.Write(context.Output);
            return ExitCodes.Success;
        });
        return command;
    }

    private static int Report(CommandContext context, string path, List<ConfigurationProblem> problems)
    {
        foreach (var problem in problems)
        {
            context.Output.WriteLine(Line(problem));
        }

        var errors = problems.Count(problem => problem.Severity == ConfigurationSeverity.Error);
        var warnings = problems.Count - errors;
        context.Output.WriteLine($"{path}: {(errors == 0 ? "ok" : "not usable")}, {Count(errors, "error")}, {Count(warnings, "warning")}");
        return errors == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    private static string Line(ConfigurationProblem problem) =>
        problem.Severity == ConfigurationSeverity.Error ? $"error: {problem}" : $"warning: {problem}";
}
