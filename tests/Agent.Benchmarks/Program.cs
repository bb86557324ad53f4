using Agent.Benchmarks.Actors;
using Agent.Benchmarks.Density;
using Agent.Benchmarks.Probes;

return args switch
{
    ["actors", .. var only] => ActorBenchmark.Run(only),
    ["density", .. var rest] => await DensityBenchmark.RunAsync(rest),
    ["own-share", .. var rest] => await OwnShareBenchmark.RunAsync(rest),
    ["steady", .. var rest] => await SteadyBenchmark.RunAsync(rest),
    ["api-burst", .. var rest] => await ApiBurstBenchmark.RunAsync(rest),
    ["exits", .. var rest] => await ExitBenchmark.RunAsync(rest),
    ["probes", .. var rest] => await ProbeBenchmark.RunAsync(rest),
    ["probe-server"] => await ProbeServer.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"""
        usage: Agent.Benchmarks actors [messages|spawns|idle]
               Agent.Benchmarks {DensityOptions.Usage}
               Agent.Benchmarks {OwnShareBenchmark.Usage}
               Agent.Benchmarks {SteadyBenchmark.Usage}
               Agent.Benchmarks {ExitBenchmark.Usage}
               Agent.Benchmarks {ProbeBenchmark.Usage}
               Agent.Benchmarks {ApiBurstBenchmark.Usage}
        """);
    return 2;
}
