using System.Text;
using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures.Agents;

namespace Agent.EndToEnd.Tests.Fixtures.Cluster;

/// <summary>What the node has written, by the API server's own account.</summary>
internal sealed class AuditLogReader(string file)
{
    private static readonly string[] Writes = ["create", "update", "patch", "delete"];

    private long _position;

    /// <summary>Leaves out what has been written until now.</summary>
    public void SkipToEnd() => _position = new FileInfo(file).Length;

    /// <summary>One line for each write of the node since the last call: verb, resource, name and code.</summary>
    public async Task<IReadOnlyList<string>> NodeWritesAsync()
    {
        await using var log = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.Position = _position;
        using var reader = new StreamReader(log, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        _position += Encoding.UTF8.GetByteCount(whole);
        return
        [
            .. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!)
                .Where(e => (string?)e["user"]?["username"] == $"system:node:{AgentProcess.NodeName}"
                    && (string?)e["stage"] == "ResponseComplete" && Writes.Contains((string?)e["verb"]))
                .Select(e => $"{e["verb"]} {e["objectRef"]?["resource"]}/{e["objectRef"]?["subresource"]} "
                    + $"{e["objectRef"]?["name"]} {e["responseStatus"]?["code"]}"),
        ];
    }
}
