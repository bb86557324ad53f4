using System.CommandLine;
using Agent.CommandLine.Help;

namespace Agent.CommandLine.Commands;

/// <summary><c>agent completion</c>: scripts that ask the agent itself for what may come next.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _agent() {
            local IFS=$'\n'
            COMPREPLY=($(agent "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null | grep -e "^${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _agent agent
        """;

    private const string Zsh = """
        #compdef agent
        _agent() {
            local -a words_found
            words_found=("${(@f)$(agent "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- "${words_found[@]}"
        }
        compdef _agent agent
        """;

    private const string Fish = """
        complete -c agent -f -a '(agent "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
        """;

    public static Command Create(CommandContext context)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new DocumentedCommand("completion", "Print a shell completion script")
        {
            Usage = "bash|zsh|fish",
            Examples = [("source <(agent completion bash)", "In this shell")],
        };
        command.Add(shell);
        command.SetAction(result =>
        {
            context.Output.WriteLine(result.GetRequiredValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                _ => Fish,
            });
            return ExitCodes.Success;
        });
        return command;
    }
}
