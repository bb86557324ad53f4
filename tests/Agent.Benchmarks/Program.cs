using Agent.Benchmarks.Density;

switch (args)
{
    case ["density", .. var rest]:
        return await DensityBenchmark.RunAsync(rest);
    default:
        await Console.Error.WriteLineAsync($"Which benchmark? {DensityOptions.Usage}");
        return 2;
}
