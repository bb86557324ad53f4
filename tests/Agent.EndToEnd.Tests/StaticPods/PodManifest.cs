using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.EndToEnd.Tests.Fixtures.Images;

namespace Agent.EndToEnd.Tests.StaticPods;

/// <summary>Static pod manifests. JSON is YAML too, so one form serves both.</summary>
internal static class PodManifest
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>A pod of one container, named main.</summary>
    public static JsonObject Of(string name, TestImage image, params string[] command) =>
        Of(name, image.Reference, command);

    /// <summary>A pod of one container, named main.</summary>
    public static JsonObject Of(string name, string image, params string[] command) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject
        {
            ["terminationGracePeriodSeconds"] = 1,
            ["containers"] = new JsonArray(Container("main", image, command)),
        },
    };

    public static JsonObject Container(string name, string image, params string[] command) => new()
    {
        ["name"] = name,
        ["image"] = image,
        ["imagePullPolicy"] = "IfNotPresent",
        ["command"] = command.Length > 0 ? new JsonArray([.. command.Select(word => JsonValue.Create(word))]) : null,
    };

    /// <summary>The same pod with another value in its spec.</summary>
    public static JsonObject With(this JsonObject pod, string field, JsonNode value)
    {
        pod["spec"]![field] = value;
        return pod;
    }

    /// <summary>The same pod with another value in its first container.</summary>
    public static JsonObject WithContainer(this JsonObject pod, string field, JsonNode value)
    {
        pod["spec"]!["containers"]![0]![field] = value;
        return pod;
    }

    public static string Text(JsonObject pod) => pod.ToJsonString(Indented);
}
