namespace Agent.Runtime.TestServers;

/// <summary>One flag of the test server.</summary>
/// <param name="Group">The heading it is listed under.</param>
/// <param name="Name">With its two dashes.</param>
/// <param name="Value">What stands for its value in the help; empty for a flag without one.</param>
/// <param name="Help">One line.</param>
/// <param name="Apply">Puts the value into the options; throws FormatException for a value that is not one.</param>
internal sealed record Flag(string Group, string Name, string Value, string Help, Func<TestServerOptions, string, TestServerOptions> Apply);
