using System.Text.Json.Nodes;
using Agent.Kubernetes.Patches;

namespace Agent.Kubernetes.Tests.Patches;

/// <summary>Objects of any type of the field table, and changed copies of them, drawn from a seed.</summary>
internal sealed class RandomObjects(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>An object; when there is a basis, much of it is kept.</summary>
    public JsonObject Object(string type, JsonObject? basis = null, int depth = 0)
    {
        var result = new JsonObject();
        foreach (var field in ApiType.Get(type).Fields.Values.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            if (Chance(basis?[field.Name] is null ? (depth < 3 ? 0.3 : 0.12) : 0.85))
            {
                result[field.Name] = Field(field, basis?[field.Name], depth);
            }
        }

        if (basis is not null && basis.TryGetPropertyValue("newInTest", out var unknown) && Chance(0.5))
        {
            result["newInTest"] = unknown?.DeepClone();
        }
        else if (Chance(0.2))
        {
            result["newInTest"] = Raw();
        }

        return result;
    }

    private JsonNode? Field(ApiField field, JsonNode? basis, int depth)
    {
        if (basis is not null && Chance(0.4))
        {
            return basis.DeepClone();
        }

        switch (field.Shape)
        {
            case ApiShape.Map:
                var map = new JsonObject();
                foreach (var key in Some("a", "b.c/d", "$x", ""))
                {
                    map[key] = Value(field.Element, (basis as JsonObject)?[key], depth + 1);
                }

                return map;
            case ApiShape.List when field.Merges:
                return MergedList(field, basis as JsonArray, depth + 1);
            case ApiShape.List:
                return new JsonArray([.. Enumerable.Range(0, _random.Next(3)).Select(_ => Value(field.Element, null, depth + 1))]);
            default:
                return Value(field.Element, basis, depth + 1);
        }
    }

    private JsonArray MergedList(ApiField field, JsonArray? basis, int depth)
    {
        var list = new JsonArray();
        var keys = Some("k1", "k2", "k3", "k4").ToList();
        if (field.PatchMergeKey is not { } mergeKey)
        {
            keys.ForEach(k => list.Add((JsonNode)k));
            return list;
        }

        if (keys.Count > 0 && Chance(0.1))
        {
            keys.Insert(_random.Next(keys.Count), keys[^1]);
        }

        var number = ApiType.Get(field.Element).Fields[mergeKey].Element == "int32";
        foreach (var key in keys)
        {
            var same = basis?.OfType<JsonObject>().FirstOrDefault(e => e["testKey"]?.GetValue<string>() == key);
            var entry = Object(field.Element, same, depth);
            entry[mergeKey] = number ? (JsonNode)(key[1] - '0') : key;
            entry["testKey"] = key;
            list.Add((JsonNode)entry);
        }

        return list;
    }

    private JsonNode? Value(string element, JsonNode? basis, int depth)
    {
        if (element.EndsWith("[]", StringComparison.Ordinal))
        {
            return new JsonArray([.. Enumerable.Range(0, _random.Next(3)).Select(_ => Value(element[..^2], null, depth))]);
        }

        return element switch
        {
            "bool" => (JsonNode)Chance(0.5),
            "int32" or "int64" => (JsonNode)_random.Next(4),
            "intOrString" => Chance(0.5) ? (JsonNode)_random.Next(4) : "http",
            "raw" => Raw(),
            _ when element.Contains('.', StringComparison.Ordinal) =>
                depth > 8 ? [] : Object(element, basis as JsonObject, depth),
            _ => (JsonNode)new[] { "", "x", "\u00e9\"\\", "2026-01-31T12:00:00Z" }[_random.Next(4)],
        };
    }

    private JsonNode Raw() => new JsonObject
    {
        ["f"] = new JsonArray(1, null, new JsonObject { ["$patch"] = "delete", ["n"] = null }),
        ["v"] = _random.Next(3),
    };

    private IEnumerable<string> Some(params string[] from)
    {
        _random.Shuffle(from);
        return from.Where(_ => Chance(0.5));
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    /// <summary>A copy without what says no more than its absence.</summary>
    public static JsonNode? Plain(JsonNode? node, PatchField field)
    {
        switch (node)
        {
            case JsonObject from when field.IsObject || field.IsMap:
                var copy = new JsonObject();
                foreach (var (name, value) in from.Where(p => !PatchValues.IsNothing(p.Value, field.Child(p.Key))))
                {
                    copy[name] = Plain(value, field.Child(name));
                }

                return copy;
            case JsonArray from when field.IsList:
                return new JsonArray([.. from.Select(e => Plain(e, field.Entry()))]);
            default:
                return node?.DeepClone();
        }
    }
}
