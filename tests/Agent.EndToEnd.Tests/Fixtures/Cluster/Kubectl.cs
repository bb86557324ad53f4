using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.Fixtures.Cluster;

/// <summary>The administrator's kubectl.</summary>
internal sealed class Kubectl(LabDirectory lab, string kubeconfig)
{
    private int _files;

    /// <summary>Runs it and returns its output.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds its output.</exception>
    public Task<string> RunAsync(params string[] arguments) =>
        Command.RunAsync("kubectl", ["--kubeconfig", kubeconfig, "--request-timeout=30s", .. arguments]);

    /// <summary>Applies an object.</summary>
    public async Task ApplyAsync(JsonObject manifest)
    {
        var file = lab.Combine($"apply-{Interlocked.Increment(ref _files)}.json");
        await File.WriteAllTextAsync(file, manifest.ToJsonString());
        await RunAsync("apply", "-f", file);
    }

    /// <summary>One object, or null where there is none.</summary>
    public async Task<JsonNode?> GetAsync(string kind, string name)
    {
        var text = await RunAsync("get", kind, name, "--ignore-not-found", "-o", "json");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>The objects of a kind with a label.</summary>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(string kind, string selector) =>
        [.. JsonNode.Parse(await RunAsync("get", kind, "-l", selector, "-o", "json"))!["items"]!.AsArray().Select(item => item!)];

    /// <summary>True where the API server says that it is ready.</summary>
    public async Task<bool> IsReadyAsync() =>
        (await Command.TryRunAsync("kubectl", "--kubeconfig", kubeconfig, "--request-timeout=2s", "get", "--raw", "/readyz")).ExitCode == 0;
}
