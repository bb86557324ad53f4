using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.Kubernetes;

namespace Agent.ApiServer.Store;

/// <summary>One version of an object. Its JSON is written once and shared by all who read or watch.</summary>
public sealed class StoredObject
{
    private static readonly IReadOnlyDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    private PodFacts? _pod;

    internal StoredObject(ResourceDefinition definition, JsonObject json, long version)
    {
        Definition = definition;
        Version = version;
        var metadata = json.Ensure("metadata");
        metadata["resourceVersion"] = VersionText(version);
        Key = new ObjectKey(metadata.Text("namespace") ?? "", metadata.Text("name") ?? "");
        Uid = metadata.Text("uid") ?? "";
        Labels = ReadLabels(metadata);
        Owners = [.. metadata.Objects("ownerReferences").Select(o => o.Text("uid") ?? "")];
        Finalizers = [.. metadata.Texts("finalizers")];
        IsTerminating = metadata["deletionTimestamp"] is not null;
        Fields = IndexedFields.Read(definition.Resource, json);
        Json = JsonObjects.Write(json);
    }

    /// <summary>The resource.</summary>
    public ResourceDefinition Definition { get; }

    /// <summary>Namespace and name.</summary>
    public ObjectKey Key { get; }

    /// <summary>UID.</summary>
    public string Uid { get; }

    /// <summary>Resource version.</summary>
    public long Version { get; }

    /// <summary>The object, UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>UIDs of the owners.</summary>
    public ImmutableArray<string> Owners { get; }

    /// <summary>Finalizers of the metadata.</summary>
    public ImmutableArray<string> Finalizers { get; }

    /// <summary>The object is being deleted.</summary>
    public bool IsTerminating { get; }

    /// <summary>What controllers need to know of a pod, read when first asked for.</summary>
    internal PodFacts Pod => _pod ??= PodFacts.Read(this);

    /// <summary>Values of the fields that field selectors may name, but name and namespace.</summary>
    internal KeyValuePair<string, string>[] Fields { get; }

    /// <summary>The object as a model, read anew with each call.</summary>
    public T Read<T>()
        where T : class => KubernetesJson.Deserialize<T>(Json.Span);

    /// <summary>Names the object only: it may be a secret.</summary>
    public override string ToString() => $"{Definition} {Key}";

    /// <summary>The object as a tree of its own, to change.</summary>
    internal JsonObject ToTree() => JsonObjects.Parse(Json.Span);

    /// <summary>The value of a field that selectors may name; empty when not set, null when selectors may not name it.</summary>
    internal string? Field(string name)
    {
        switch (name)
        {
            case "metadata.name":
                return Key.Name;
            case "metadata.namespace":
                return Key.Namespace;
            default:
                foreach (var (field, value) in Fields)
                {
                    if (field == name)
                    {
                        return value;
                    }
                }

                return null;
        }
    }

    internal static string VersionText(long version) => version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyDictionary<string, string> ReadLabels(JsonObject metadata)
    {
        if (metadata.Object("labels") is not { Count: > 0 } labels)
        {
            return None;
        }

        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, _) in labels)
        {
            read[key] = labels.Text(key) ?? "";
        }

        return read;
    }
}
