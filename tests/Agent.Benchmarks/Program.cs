using Agent.Benchmarks.Actors;
using Agent.Benchmarks.Density;

return args switch
{
    ["actors", .. var only] => ActorBenchmark.Run(only),
    ["density", .. var rest] => await DensityBenchmark.RunAsync(rest),
    ["own-share", .. var rest] => await OwnShareBenchmark.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine($"""
        usage: Agent.Benchmarks actors [messages|spawns|idle]
               Agent.Benchmarks {DensityOptions.Usage}
               Agent.Benchmarks {OwnShareBenchmark.Usage}
        """);
    return 2;
}
