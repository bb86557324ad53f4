namespace Akka.Configuration.Hocon;

/// <summary>Keys with values, in the order in which the text first names them.</summary>
public class HoconObject
{
    internal HoconObject(Dictionary<string, HoconValue>? items = null)
    {
        Items = items ?? new Dictionary<string, HoconValue>(StringComparer.Ordinal);
    }

    /// <summary>The keys with their values.</summary>
    public Dictionary<string, HoconValue> Items { get; }

    /// <summary>The value of a key, or null.</summary>
    /// <param name="key">The key, without quotes.</param>
    public HoconValue? GetKey(string key) => Items.GetValueOrDefault(key);
}
