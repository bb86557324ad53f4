using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Agent.Kubernetes;

/// <summary>JSON as the Kubernetes API has it. Equal objects give equal bytes.</summary>
public static class KubernetesJson
{
    /// <summary>Reads an object; names are exact, unknown fields are kept or skipped.</summary>
    /// <exception cref="JsonException">The text is not JSON, or a value has the wrong type.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> utf8)
        where T : class =>
        JsonSerializer.Deserialize(utf8, TypeInfo<T>()) ?? throw new JsonException("null where an object is expected");

    /// <summary>Reads an object from text.</summary>
    /// <exception cref="JsonException">The text is not JSON, or a value has the wrong type.</exception>
    public static T Deserialize<T>(string json)
        where T : class =>
        JsonSerializer.Deserialize(json, TypeInfo<T>()) ?? throw new JsonException("null where an object is expected");

    /// <summary>Reads an object from a JSON tree.</summary>
    /// <exception cref="JsonException">A value has the wrong type.</exception>
    public static T Deserialize<T>(JsonObject json)
        where T : class =>
        json.Deserialize(TypeInfo<T>()) ?? throw new JsonException("null where an object is expected");

    /// <summary>Writes an object as a JSON tree.</summary>
    public static JsonObject SerializeToNode<T>(T value)
        where T : class =>
        (JsonObject)JsonSerializer.SerializeToNode(value, TypeInfo<T>())!;

    /// <summary>Writes an object as UTF-8.</summary>
    public static byte[] SerializeToUtf8Bytes<T>(T value)
        where T : class =>
        JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo<T>());

    /// <summary>Writes an object as text.</summary>
    public static string Serialize<T>(T value)
        where T : class =>
        JsonSerializer.Serialize(value, TypeInfo<T>());

    /// <summary>Whether two objects say the same: amounts compared as amounts, a missing list like an empty one.</summary>
    public static bool SemanticEquals<T>(T? left, T? right)
        where T : class, IEquatable<T> =>
        left is null ? right is null : left.Equals(right);

    private static JsonTypeInfo<T> TypeInfo<T>() =>
        (JsonTypeInfo<T>?)KubernetesJsonContext.Default.GetTypeInfo(typeof(T))
        ?? throw new ArgumentException($"{typeof(T).Name} is not a model");
}
