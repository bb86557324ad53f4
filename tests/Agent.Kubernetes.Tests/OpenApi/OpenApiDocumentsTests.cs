using System.Text.Json.Nodes;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.OpenApi;

namespace Agent.Kubernetes.Tests.OpenApi;

public sealed class OpenApiDocumentsTests
{
    private static readonly ApiResourceInfo[] Served = [.. ApiResources.All.Where(r => r.Schema is not null)];

    [Fact]
    public void Index_ServedResources_NamesEachGroupVersionWithItsHash()
    {
        var paths = OpenApiDocuments.Index(Served)["paths"]!.AsObject();

        Assert.Contains("api/v1", paths.Select(p => p.Key));
        Assert.Matches("^/openapi/v3/apis/apps/v1\\?hash=[0-9A-F]{64}$", (string?)paths["apis/apps/v1"]!["serverRelativeURL"]);
        Assert.All(paths, p => Assert.NotNull(OpenApiDocuments.Version3(Served, p.Key)));
        Assert.Null(OpenApiDocuments.Version3(Served, "apis/none/v1"));
    }

    [Fact]
    public void Version3_Pods_HasWhatKubectlLooksUp()
    {
        var document = OpenApiDocuments.Version3(Served, "api/v1")!;

        var patch = document["paths"]!["/api/v1/namespaces/{namespace}/pods/{name}"]!["patch"]!;
        Assert.Equal(
            """{"group":"","kind":"Pod","version":"v1"}""",
            patch["x-kubernetes-group-version-kind"]!.ToJsonString());
        Assert.Contains("fieldValidation", patch["parameters"]!.AsArray().Select(p => (string?)p!["name"]));
        Assert.True(patch["requestBody"]!["content"]!.AsObject().ContainsKey("application/strategic-merge-patch+json"));
        Assert.NotNull(document["paths"]!["/api/v1/namespaces/{namespace}/pods/{name}/status"]!["patch"]);
        Assert.NotNull(document["paths"]!["/api/v1/pods"]!["get"]);

        var schemas = document["components"]!["schemas"]!;
        Assert.Equal(
            """[{"group":"","kind":"Pod","version":"v1"}]""",
            schemas["io.k8s.api.core.v1.Pod"]!["x-kubernetes-group-version-kind"]!.ToJsonString());
        var spec = schemas["io.k8s.api.core.v1.PodSpec"]!;
        Assert.Equal("""["containers"]""", spec["required"]!.ToJsonString());
        Assert.Equal(
            """{"type":"array","items":{"$ref":"#/components/schemas/io.k8s.api.core.v1.Volume"},"x-kubernetes-list-map-keys":["name"],"x-kubernetes-list-type":"map","x-kubernetes-patch-merge-key":"name","x-kubernetes-patch-strategy":"merge,retainKeys"}""",
            spec["properties"]!["volumes"]!.ToJsonString());
        Assert.Equal(
            """{"type":"object","additionalProperties":{"$ref":"#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity"}}""",
            schemas["io.k8s.api.core.v1.ResourceRequirements"]!["properties"]!["limits"]!.ToJsonString());
    }

    [Fact]
    public void Version3_ReferenceBesideExtensions_IsWrapped() => Assert.Equal(
        """{"allOf":[{"$ref":"#/components/schemas/io.k8s.api.apps.v1.DeploymentStrategy"}],"x-kubernetes-patch-strategy":"retainKeys"}""",
        OpenApiDocuments.Version3(Served, "apis/apps/v1")!
            ["components"]!["schemas"]!["io.k8s.api.apps.v1.DeploymentSpec"]!["properties"]!["strategy"]!.ToJsonString());

    [Fact]
    public void Documents_References_AllLeadToASchema()
    {
        var index = OpenApiDocuments.Index(Served)["paths"]!.AsObject();
        foreach (var path in index.Select(p => p.Key))
        {
            var document = OpenApiDocuments.Version3(Served, path)!;
            Assert.All(References(document), r => Assert.True(
                document["components"]!["schemas"]!.AsObject().ContainsKey(r["#/components/schemas/".Length..]), r));
        }

        var version2 = OpenApiDocuments.Version2(Served);
        Assert.True(version2["definitions"]!.AsObject().ContainsKey("io.k8s.api.core.v1.NodeList"));
        Assert.All(References(version2), r => Assert.True(
            version2["definitions"]!.AsObject().ContainsKey(r["#/definitions/".Length..]), r));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject value => value.SelectMany(p => p.Key == "$ref" && p.Value is JsonValue text
            ? [text.GetValue<string>()] : References(p.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
