namespace Akka.Configuration.Hocon;

/// <summary>Lays one tree over another without changing either.</summary>
internal static class HoconMerge
{
    /// <summary>The upper value, with the keys that it lacks from the lower one if both are objects.</summary>
    public static HoconValue Over(HoconValue lower, HoconValue upper)
    {
        if (lower.GetObject() is not { } below || upper.GetObject() is not { } above)
        {
            return upper;
        }

        var items = new Dictionary<string, HoconValue>(below.Items, StringComparer.Ordinal);
        foreach (var (key, value) in above.Items)
        {
            items[key] = items.TryGetValue(key, out var hidden) ? Over(hidden, value) : value;
        }

        return new HoconValue(new HoconObjectElement(new HoconObject(items)))
        {
            Position = upper.Position,
            KeyPosition = upper.KeyPosition,
        };
    }
}
