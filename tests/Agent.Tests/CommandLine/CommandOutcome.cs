namespace Agent.Tests.CommandLine;

internal sealed record CommandOutcome(int Code, string Output, string Error);
