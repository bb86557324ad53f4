using System.Text.Json.Nodes;
using Agent.Kubernetes.Api;

namespace Agent.Kubernetes.OpenApi;

/// <summary>Schemas of the field table's types, with the extensions that say how lists and patches treat a field.</summary>
internal sealed class OpenApiSchemas
{
    private const string Meta = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private const string Quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity";
    private const string IntOrString = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";

    private readonly string _prefix;
    private readonly bool _wrapReferences;
    private readonly SortedDictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Group, string Version, string Kind)> _kinds = new(StringComparer.Ordinal);

    /// <summary>Starts with no schema.</summary>
    /// <param name="prefix">Where the document keeps schemas, as <c>#/components/schemas/</c>.</param>
    /// <param name="wrapReferences">References beside other words are wrapped in <c>allOf</c>, as version 3 asks for.</param>
    public OpenApiSchemas(string prefix, bool wrapReferences) => (_prefix, _wrapReferences) = (prefix, wrapReferences);

    /// <summary>The name of a type's schema.</summary>
    public static string Name(string type) => type.Split('.') switch
    {
        ["meta", _, var name] => Meta + name,
        ["metrics", var version, var name] => $"io.k8s.metrics.pkg.apis.metrics.{version}.{name}",
        _ => "io.k8s.api." + type,
    };

    /// <summary>Adds the schemas of a resource's objects, of their list, and of all types they reach.</summary>
    public void Add(ApiResourceInfo resource)
    {
        if (resource.Schema is not { } schema)
        {
            return;
        }

        AddKind(schema, resource.Resource, resource.Resource.Kind);
        if (ListOf(schema) is { } list)
        {
            AddKind(list, resource.Resource, resource.Resource.Kind + "List");
        }
    }

    /// <summary>Adds the schema of a type and of all types it reaches.</summary>
    public void Add(string type)
    {
        if (_schemas.TryAdd(Name(type), []))
        {
            _schemas[Name(type)] = Type(type);
        }
    }

    /// <summary>The type of the lists of a type's objects; null when there is none.</summary>
    public static string? ListOf(string type) => ApiTypeTable.Fields(type + "List").IsEmpty ? null : type + "List";

    /// <summary>A reference to a type's schema.</summary>
    public JsonObject Reference(string type) => new() { ["$ref"] = _prefix + Name(type) };

    /// <summary>All schemas by name.</summary>
    public JsonObject ToJson()
    {
        var result = new JsonObject();
        foreach (var (name, schema) in _schemas)
        {
            var copy = (JsonObject)schema.DeepClone();
            if (_kinds.TryGetValue(name, out var kind))
            {
                copy["x-kubernetes-group-version-kind"] = new JsonArray(Kind(kind.Group, kind.Version, kind.Kind));
            }

            result[name] = copy;
        }

        return result;
    }

    private void AddKind(string type, ApiResource resource, string kind)
    {
        _kinds[Name(type)] = (resource.Group, resource.Version, kind);
        Add(type);
    }

    private JsonObject Type(string type)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var field in ApiType.Get(type).Fields.Values.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            properties[field.Name] = Field(field);
            if (field.Required)
            {
                required.Add((JsonNode)field.Name);
            }
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        return schema;
    }

    /// <summary>A kind as extensions name it.</summary>
    public static JsonObject Kind(string group, string version, string kind) =>
        new() { ["group"] = group, ["kind"] = kind, ["version"] = version };

    private JsonObject Field(ApiField field)
    {
        var schema = field.Shape switch
        {
            ApiShape.List => new JsonObject { ["type"] = "array", ["items"] = Value(field.Element) },
            ApiShape.Map => new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(field.Element) },
            _ => Value(field.Element),
        };
        var extensions = Extensions(field).ToList();
        if (extensions.Count == 0)
        {
            return schema;
        }

        var result = _wrapReferences && schema.ContainsKey("$ref") ? new JsonObject { ["allOf"] = new JsonArray(schema) } : schema;
        foreach (var (name, value) in extensions)
        {
            result[name] = value;
        }

        return result;
    }

    private static IEnumerable<(string Name, JsonNode? Value)> Extensions(ApiField field)
    {
        if (field.ListMapKeys.Count > 0)
        {
            yield return ("x-kubernetes-list-map-keys", new JsonArray([.. field.ListMapKeys.Select(k => (JsonNode?)k)]));
        }

        if (field.ListType is { } listType)
        {
            yield return (field.Shape == ApiShape.List ? "x-kubernetes-list-type" : "x-kubernetes-map-type", listType);
        }

        if (field.PatchMergeKey is { } mergeKey)
        {
            yield return ("x-kubernetes-patch-merge-key", mergeKey);
        }

        string[] strategies =
        [
            .. field.Merges ? ["merge"] : Array.Empty<string>(),
            .. field.RetainsKeys ? ["retainKeys"] : Array.Empty<string>(),
            .. field.Replaces ? ["replace"] : Array.Empty<string>(),
        ];
        if (strategies.Length > 0)
        {
            yield return ("x-kubernetes-patch-strategy", string.Join(',', strategies));
        }
    }

    private JsonObject Value(string element)
    {
        if (element.EndsWith("[]", StringComparison.Ordinal))
        {
            return new JsonObject { ["type"] = "array", ["items"] = Value(element[..^2]) };
        }

        switch (element)
        {
            case "string":
                return new JsonObject { ["type"] = "string" };
            case "bool":
                return new JsonObject { ["type"] = "boolean" };
            case "int32" or "int64":
                return new JsonObject { ["type"] = "integer", ["format"] = element };
            case "bytes":
                return new JsonObject { ["type"] = "string", ["format"] = "byte" };
            case "raw":
                return new JsonObject { ["type"] = "object" };
            case "time":
                return Scalar(Meta + "Time", new JsonObject { ["type"] = "string", ["format"] = "date-time" });
            case "microTime":
                return Scalar(Meta + "MicroTime", new JsonObject { ["type"] = "string", ["format"] = "date-time" });
            case "quantity":
                return Scalar(Quantity, new JsonObject { ["type"] = "string" });
            case "intOrString":
                return Scalar(IntOrString, new JsonObject { ["type"] = "string", ["format"] = "int-or-string" });
            default:
                Add(element);
                return Reference(element);
        }
    }

    private JsonObject Scalar(string name, JsonObject schema)
    {
        _schemas.TryAdd(name, schema);
        return new JsonObject { ["$ref"] = _prefix + name };
    }
}
