namespace Agent.Node.Configuration.Flags;

/// <summary>A flag as it was given on the command line.</summary>
/// <param name="Name">Its name, without dashes.</param>
/// <param name="Values">Its values in order, one for each time that it was given.</param>
public sealed record FlagValues(string Name, IReadOnlyList<string> Values);
