using System.Collections.Immutable;

namespace Agent.Node.Configuration;

/// <summary>Makes maps that are ordered by the code points of their keys, so that no output depends on a hash.</summary>
public static class OrdinalMap
{
    /// <summary>A map without entries.</summary>
    public static ImmutableSortedDictionary<string, T> Empty<T>() => Empties<T>.Value;

    /// <summary>A map of the given entries.</summary>
    public static ImmutableSortedDictionary<string, T> Of<T>(params (string Key, T Value)[] entries) =>
        Empty<T>().AddRange(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)));

    private static class Empties<T>
    {
        internal static readonly ImmutableSortedDictionary<string, T> Value =
            ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
    }
}
