namespace Agent.CommandLine;

/// <summary>A flag of <c>run</c> that is no configuration field.</summary>
/// <param name="Name">Its name, without dashes.</param>
/// <param name="Value">What stands for its value in help; empty for a switch.</param>
/// <param name="Description">What it does, for help.</param>
/// <param name="Support">What this version makes of it.</param>
internal sealed record ProcessFlag(string Name, string Value, string Description, FlagSupport Support = FlagSupport.Works)
{
    /// <summary>Whether the flag without a value means true.</summary>
    public bool IsSwitch => Value.Length == 0;
}
