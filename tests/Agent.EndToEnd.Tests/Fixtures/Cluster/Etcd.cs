using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.Fixtures.Cluster;

/// <summary>The control plane's etcd, on loopback.</summary>
internal sealed class Etcd(LabDirectory lab, string directory) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string _peers = Loopback();

    public string Address { get; } = Loopback();

    public ServerProcess Start() => ServerProcess.Start(
        lab,
        Path.Combine(Prerequisites.ControlPlaneDirectory!, "etcd"),
        [
            "--data-dir", directory, "--listen-client-urls", Address, "--advertise-client-urls", Address,
            "--listen-peer-urls", _peers, "--initial-advertise-peer-urls", _peers, "--initial-cluster", $"default={_peers}",
            "--unsafe-no-fsync",
        ],
        lab.Combine("etcd.log"));

    /// <summary>Drops every revision before the one of now.</summary>
    public async Task CompactAsync()
    {
        // The key may be any: the answer's header has the revision.
        var now = await PostAsync("range", new JsonObject { ["key"] = "AA==" });
        var revision = long.Parse((string)now["header"]!["revision"]!, CultureInfo.InvariantCulture);
        await PostAsync("compaction", new JsonObject { ["revision"] = revision, ["physical"] = true });
    }

    public void Dispose() => _http.Dispose();

    private static string Loopback() => $"http://127.0.0.1:{LoopbackPorts.Free()}";

    private async Task<JsonNode> PostAsync(string call, JsonObject body)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri($"{Address}/v3/kv/{call}"), body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
