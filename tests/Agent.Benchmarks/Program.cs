using Agent.Benchmarks.Actors;
using Agent.Benchmarks.Density;

return args switch
{
    ["actors", .. var only] => ActorBenchmark.Run(only),
    ["density", .. var rest] => await DensityBenchmark.RunAsync(rest),
    ["own-share", .. var rest] => await OwnShareBenchmark.RunAsync(rest),
    ["steady", .. var rest] => await SteadyBenchmark.RunAsync(rest),
    ["exits", .. var rest] => await ExitBenchmark.RunAsync(rest),
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
        """);
    return 2;
}
