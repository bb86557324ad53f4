using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.ApiServer.Resources;
using Agent.Kubernetes;

namespace Agent.ApiServer.Kinds;

/// <summary>Compares objects with the field table: fields that no type has, and values that no field takes.</summary>
internal static class FieldValidation
{
    /// <summary>The type of a resource's objects in the field table; null: it is not there.</summary>
    public static ApiType? TypeOf(ResourceDefinition definition)
    {
        return definition.Info.Schema is { } schema ? Find(schema) : null;
    }

    /// <summary>Fields that the type does not have, as <c>spec.foo</c>, in the order of the object.</summary>
    public static IReadOnlyList<string> Unknown(ResourceDefinition definition, JsonObject value)
    {
        var found = new List<string>();
        if (TypeOf(definition) is { } type)
        {
            Walk(type, value, "", found, null);
        }

        return found;
    }

    /// <summary>What is wrong with the sort of a value, as <c>spec.replicas: a number is expected</c>; null: nothing.</summary>
    public static string? WrongSort(ResourceDefinition definition, JsonObject value)
    {
        var wrong = new List<string>();
        if (TypeOf(definition) is { } type)
        {
            Walk(type, value, "", null, wrong);
        }

        return wrong.FirstOrDefault();
    }

    private static ApiType? Find(string name)
    {
        try
        {
            return ApiType.Get(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static void Walk(ApiType type, JsonObject value, string path, List<string>? unknown, List<string>? wrong)
    {
        foreach (var (name, node) in value)
        {
            var at = path.Length == 0 ? name : path + "." + name;
            if (!type.Fields.TryGetValue(name, out var field))
            {
                unknown?.Add(at);
                continue;
            }

            switch (field.Shape)
            {
                case ApiShape.List when node is JsonArray list:
                    for (var i = 0; i < list.Count; i++)
                    {
                        One(field, list[i], $"{at}[{i}]", unknown, wrong);
                    }

                    break;
                case ApiShape.Map when node is JsonObject map:
                    foreach (var (key, entry) in map)
                    {
                        One(field, entry, at + "." + key, unknown, wrong);
                    }

                    break;
                case ApiShape.One:
                    One(field, node, at, unknown, wrong);
                    break;
                default:
                    if (node is not null)
                    {
                        wrong?.Add(at + (field.Shape == ApiShape.List ? ": a list is expected" : ": a map is expected"));
                    }

                    break;
            }
        }
    }

    private static void One(ApiField field, JsonNode? node, string at, List<string>? unknown, List<string>? wrong)
    {
        if (node is null)
        {
            return;
        }

        if (field.IsObject)
        {
            if (node is not JsonObject fields)
            {
                wrong?.Add(at + ": an object is expected");
            }
            else if (Find(field.Element) is { } type)
            {
                Walk(type, fields, at, unknown, wrong);
            }

            return;
        }

        var sort = node.GetValueKind();
        var expected = field.Element switch
        {
            "string" or "bytes" or "time" or "microTime" when sort != JsonValueKind.String => "a string is expected",
            "bool" when sort is not (JsonValueKind.True or JsonValueKind.False) => "true or false is expected",
            "int32" or "int64" when sort != JsonValueKind.Number || !node.AsValue().TryGetValue<long>(out _) => "a number is expected",
            "intOrString" or "quantity" when sort is not (JsonValueKind.Number or JsonValueKind.String) => "a number or string is expected",
            _ => null,
        };
        if (expected is not null)
        {
            wrong?.Add($"{at}: {expected}");
        }
    }
}
