using System.Diagnostics;
using System.Globalization;
using Agent.Simulation.Runner;
using Agent.Simulation.Scenarios;

// Runs scenarios with many seeds. The exit code is 0 if none broke a rule, 1 if one did, 2 if the command line is wrong.
if (!CommandLine.TryParse(args, out var command, out var error))
{
    Console.Error.WriteLine(error);
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}

using var trace = command.Trace is { } path ? new StreamWriter(path) : null;
var broken = 0;
foreach (var seed in command.Seeds)
{
    var watch = Stopwatch.StartNew();
    var outcome = ChaosScenario.Run(new ScenarioOptions
    {
        Seed = seed,
        Pods = command.Pods,
        FaultsFor = TimeSpan.FromMinutes(command.Minutes),
        KeepHash = command.KeepHash || trace is not null,
        OnTrace = trace is null ? null : trace.WriteLine,
        OnLine = command.Verbose ? Console.WriteLine : null,
    });
    foreach (var violation in outcome.Violations.Take(command.Verbose ? int.MaxValue : 5))
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {violation.At} {violation.Node}: {violation.Rule}: {violation.Detail}"));
    }

    broken += outcome.Violations.Count > 0 ? 1 : 0;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"seed {seed}: {(outcome.Violations.Count == 0 ? "ok" : $"{outcome.Violations.Count} broken")} {outcome.Hash} {outcome.Elapsed.TotalMinutes:0} simulated min, {outcome.Steps} steps, {watch.Elapsed.TotalSeconds:0.0} s"));
}

return broken == 0 ? 0 : 1;
