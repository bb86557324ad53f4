namespace Agent.Node.Sources;

/// <summary>Changes to annotations, each giving a new map in order of the keys.</summary>
internal static class AnnotationMap
{
    public static IReadOnlyDictionary<string, string> With(
        this IReadOnlyDictionary<string, string>? annotations, string key, string value) =>
        new SortedDictionary<string, string>(Copy(annotations), StringComparer.Ordinal) { [key] = value };

    /// <summary>These annotations, except that the given keys are as in another map: with its value, or missing.</summary>
    public static IReadOnlyDictionary<string, string> WithKeysOf(
        this IReadOnlyDictionary<string, string>? annotations,
        IReadOnlyDictionary<string, string>? other,
        IReadOnlyList<string> keys)
    {
        var result = new SortedDictionary<string, string>(Copy(annotations), StringComparer.Ordinal);
        foreach (var key in keys)
        {
            result.Remove(key);
            if (other?.TryGetValue(key, out var value) == true)
            {
                result[key] = value;
            }
        }

        return result;
    }

    private static Dictionary<string, string> Copy(IReadOnlyDictionary<string, string>? annotations) =>
        annotations is null ? [] : new Dictionary<string, string>(annotations, StringComparer.Ordinal);
}
