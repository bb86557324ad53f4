using System.Collections.Frozen;
using System.Text.Json;

namespace Agent.Kubernetes;

/// <summary>Equality of what models hold, as Kubernetes sees it: a missing list or map equals an empty one.</summary>
internal static class ModelEquality
{
    internal static IReadOnlyDictionary<string, T> EmptyMap<T>() => FrozenDictionary<string, T>.Empty;

    internal static bool Lists<T>(IReadOnlyList<T>? left, IReadOnlyList<T>? right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        var count = left?.Count ?? 0;
        if (count != (right?.Count ?? 0))
        {
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            if (!Values(left![i], right![i]))
            {
                return false;
            }
        }

        return true;
    }

    internal static bool Maps<T>(IReadOnlyDictionary<string, T>? left, IReadOnlyDictionary<string, T>? right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if ((left?.Count ?? 0) != (right?.Count ?? 0))
        {
            return false;
        }

        return left is null || left.All(pair => right!.TryGetValue(pair.Key, out var other) && Values(pair.Value, other));
    }

    internal static bool Bytes(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

    internal static bool Raw(JsonElement? left, JsonElement? right) =>
        left is null || right is null
            ? left.HasValue == right.HasValue
            : JsonElement.DeepEquals(left.GetValueOrDefault(), right.GetValueOrDefault());

    internal static bool Unknown(IDictionary<string, JsonElement>? left, IDictionary<string, JsonElement>? right)
    {
        if ((left?.Count ?? 0) != (right?.Count ?? 0))
        {
            return false;
        }

        return left is null || left.All(pair =>
            right!.TryGetValue(pair.Key, out var other) && JsonElement.DeepEquals(pair.Value, other));
    }

    private static bool Values<T>(T left, T right) => (left, right) switch
    {
        (byte[] a, byte[] b) => Bytes(a, b),
        (IReadOnlyList<string> a, IReadOnlyList<string> b) => Lists(a, b),
        (JsonElement a, JsonElement b) => JsonElement.DeepEquals(a, b),
        _ => EqualityComparer<T>.Default.Equals(left, right),
    };
}
