using Agent.Kubernetes.Generator;

// Usage: Agent.Kubernetes.Generator [--check] <folder of Agent.Kubernetes>
// Writes the models from the field table; with --check writes nothing and fails when a committed file is not what it would write.
var check = args.Contains("--check");
if (args.Where(a => a != "--check").ToList() is not [var folder])
{
    await Console.Error.WriteLineAsync("usage: Agent.Kubernetes.Generator [--check] <folder of Agent.Kubernetes>");
    return 2;
}

try
{
    var files = ModelGenerator.Generate(
        await File.ReadAllLinesAsync(Path.Combine(folder, ModelGenerator.TableFile)),
        await File.ReadAllLinesAsync(Path.Combine(folder, ModelGenerator.RootsFile)));
    if (!check)
    {
        Drift.Write(folder, files);
        Console.WriteLine($"{files.Count} files written");
        return 0;
    }

    var drift = Drift.Find(folder, files);
    foreach (var line in drift)
    {
        await Console.Error.WriteLineAsync(line);
    }

    return drift.Count == 0 ? 0 : 1;
}
catch (Exception e) when (e is FormatException or IOException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
