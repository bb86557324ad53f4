using System.CommandLine;

namespace Agent.CommandLine.Help;

/// <summary>A command with what its help says beyond its flags.</summary>
internal class DocumentedCommand(string name, string description) : Command(name, description)
{
    /// <summary>What stands after the command's name in its usage line.</summary>
    public string Usage { get; init; } = "";

    /// <summary>A paragraph that says more than the description.</summary>
    public string Details { get; init; } = "";

    /// <summary>Command lines, each with what it does.</summary>
    public IReadOnlyList<(string CommandLine, string Comment)> Examples { get; init; } = [];

    /// <summary>The groups in which the flags are shown; none for a plain list.</summary>
    public IReadOnlyList<FlagGroup> Groups { get; init; } = [];
}
