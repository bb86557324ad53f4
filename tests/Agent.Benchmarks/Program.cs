using Agent.Benchmarks.Actors;

return args switch
{
    ["actors", .. var only] => ActorBenchmark.Run(only),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Agent.Benchmarks actors [messages|spawns|idle]");
    return 2;
}
