namespace Agent.CommandLine.Help;

/// <summary>Flags that belong together in help.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Names">Their names without dashes, in order.</param>
internal sealed record FlagGroup(string Title, IReadOnlyList<string> Names);
