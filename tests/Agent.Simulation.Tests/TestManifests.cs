namespace Agent.Simulation.Tests;

internal static class TestManifests
{
    /// <summary>A pod with containers of an image each, named like them.</summary>
    public static string Pod(string name, params string[] containers) => $"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {name}
        spec:
          containers:
        {string.Join('\n', containers.Select(c => $"  - name: {c}\n    image: {c}:v1"))}
        """;
}
