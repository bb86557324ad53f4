using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures.Images;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>Objects that an administrator applies.</summary>
internal static class ClusterManifest
{
    /// <summary>A pod of one container, named main.</summary>
    public static JsonObject Pod(string name, params string[] command) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = Spec(command),
    };

    /// <summary>A pod that runs until it is stopped.</summary>
    public static JsonObject Sleeping(string name) => Pod(name, "sleep", "100000");

    /// <summary>A deployment of pods that run until they are stopped, with the environment variable RELEASE.</summary>
    public static JsonObject Deployment(string name, int replicas, string release)
    {
        var spec = Spec("sleep", "100000");
        spec["containers"]![0]!["env"] = new JsonArray(new JsonObject { ["name"] = "RELEASE", ["value"] = release });
        return new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "Deployment",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = new JsonObject
            {
                ["replicas"] = replicas,
                ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = name } },
                ["template"] = new JsonObject
                {
                    ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = name } },
                    ["spec"] = spec,
                },
            },
        };
    }

    private static JsonObject Spec(params string[] command) => new()
    {
        ["terminationGracePeriodSeconds"] = 1,
        ["containers"] = new JsonArray(new JsonObject
        {
            ["name"] = "main",
            ["image"] = LabImages.Busybox.Reference,
            ["imagePullPolicy"] = "IfNotPresent",
            ["command"] = new JsonArray([.. command.Select(word => JsonValue.Create(word))]),
        }),
    };
}
