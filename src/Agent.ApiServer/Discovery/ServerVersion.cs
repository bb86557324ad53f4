using System.Text.Json.Nodes;

namespace Agent.ApiServer.Discovery;

/// <summary>The version of Kubernetes whose API is served.</summary>
internal static class ServerVersion
{
    private const string Version = "v1.36.2";

    public static JsonObject Describe() => new()
    {
        ["major"] = "1",
        ["minor"] = "36",
        ["gitVersion"] = Version,
        ["gitCommit"] = "",
        ["gitTreeState"] = "clean",
        ["buildDate"] = "1970-01-01T00:00:00Z",
        ["goVersion"] = "",
        ["compiler"] = "dotnet",
        ["platform"] = "linux/amd64",
    };
}
