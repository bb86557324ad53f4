using System.Text.Json.Nodes;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Selectors;

namespace Agent.ApiServer.Store;

/// <summary>The fields that field selectors may name beside name and namespace, as an object has them, and the one that is indexed.</summary>
internal static class IndexedFields
{
    /// <summary>The field by which pods are indexed: each node lists and watches its own.</summary>
    public const string NodeName = "spec.nodeName";

    /// <summary>The field whose values have lists and watchers of their own; null: none.</summary>
    public static string? Of(ApiResource resource) => resource is { Group: "", Plural: "pods" } ? NodeName : null;

    /// <summary>The values that an object has.</summary>
    public static KeyValuePair<string, string>[] Read(ApiResource resource, JsonObject json)
    {
        var names = SelectableFields.Of(resource.ApiVersion, resource.Kind);
        var values = new KeyValuePair<string, string>[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            values[i] = KeyValuePair.Create(names[i], SelectableFields.Value(json, names[i]));
        }

        return values;
    }
}
