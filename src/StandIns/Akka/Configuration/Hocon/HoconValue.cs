using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>A node of the settings: an object, a list, or a text that is read as what the caller asks for.</summary>
public class HoconValue
{
    private readonly List<HoconElement> _parts;

    internal HoconValue(params HoconElement[] parts)
    {
        _parts = [.. parts];
    }

    /// <summary>Whether there is nothing here, or an object without keys.</summary>
    public bool IsEmpty => _parts.Count == 0 || _parts[0] is HoconObjectElement { Object.Items.Count: 0 };

    /// <summary>Where the value begins.</summary>
    internal HoconPosition Position { get; set; }

    /// <summary>Where the key begins that assigned the value last.</summary>
    internal HoconPosition KeyPosition { get; set; }

    internal IReadOnlyList<HoconElement> Parts => _parts;

    /// <summary>Whether the node is an object.</summary>
    public bool IsObject() => GetObject() is not null;

    /// <summary>Whether the node is a list with at least one item.</summary>
    public bool IsArray() => GetArray().Count != 0;

    /// <summary>Whether the node is text, <c>null</c> included.</summary>
    public bool IsString() => _parts.Count > 0 && _parts.TrueForAll(part =>
        part is HoconLiteral || (part is HoconSubstitution { Target: { } target } && target.IsString()));

    /// <summary>The object, or null if the node is none.</summary>
    public HoconObject? GetObject() => _parts.Count == 0 ? null : _parts[0] switch
    {
        HoconObjectElement element => element.Object,
        HoconSubstitution substitution => substitution.Target?.GetObject(),
        _ => null,
    };

    /// <summary>The node of a key, or null if there is no such key or the node is no object.</summary>
    /// <param name="key">The key, without quotes.</param>
    public HoconValue? GetChildObject(string key) => GetObject()?.GetKey(key);

    /// <summary>The items of the list; empty if the node is no list. Lists side by side are one list.</summary>
    public IList<HoconValue> GetArray() =>
    [
        .. _parts.SelectMany(part => part switch
        {
            HoconArray array => array.Items,
            HoconSubstitution { Target: { } target } => target.GetArray(),
            _ => Enumerable.Empty<HoconValue>(),
        }),
    ];

    /// <summary>The text without spaces around it, or null: for the value <c>null</c>, an object and a list.</summary>
    public string? GetString()
    {
        if (!IsString())
        {
            return null;
        }

        var text = string.Concat(_parts.Select(part => part switch
        {
            HoconLiteral literal => literal.Text,
            HoconSubstitution substitution => substitution.Target!.GetString(),
            _ => null,
        })).Trim();
        return text == "null" ? null : text;
    }

    /// <summary>The switch: on, true, off or false.</summary>
    /// <exception cref="NotSupportedException">The value is none of those.</exception>
    public bool GetBoolean() => GetString() switch
    {
        "on" or "true" => true,
        "off" or "false" => false,
        var text => throw new NotSupportedException(
            Position.Locate($"'{text}' is not a boolean; allowed are on, off, true and false")),
    };

    /// <summary>The whole number.</summary>
    /// <exception cref="FormatException">The value is not a whole number.</exception>
    /// <exception cref="OverflowException">The value does not fit.</exception>
    public int GetInt() => Read("a whole number", text => int.Parse(text, NumberFormatInfo.InvariantInfo));

    /// <summary>The whole number.</summary>
    /// <exception cref="FormatException">The value is not a whole number.</exception>
    /// <exception cref="OverflowException">The value does not fit.</exception>
    public long GetLong() => Read("a whole number", text => long.Parse(text, NumberFormatInfo.InvariantInfo));

    /// <summary>The number.</summary>
    /// <exception cref="FormatException">The value is not a number.</exception>
    public double GetDouble() => Read("a number", text => double.Parse(text, NumberFormatInfo.InvariantInfo));

    /// <summary>The duration; see <see cref="Config.GetTimeSpan"/>.</summary>
    /// <param name="allowInfinite">Whether <c>infinite</c> is read.</param>
    /// <exception cref="FormatException">The value is not a duration, or is negative.</exception>
    public TimeSpan GetTimeSpan(bool allowInfinite = true) =>
        Read("a duration", text => HoconDuration.Parse(text, allowInfinite));

    /// <summary>The number of bytes, or null if there is no text; see <see cref="Config.GetByteSize(string,long?)"/>.</summary>
    /// <exception cref="FormatException">The value is not a size.</exception>
    /// <exception cref="OverflowException">The number does not fit.</exception>
    public long? GetByteSize() =>
        string.IsNullOrEmpty(GetString()) ? null : Read("a size in bytes", HoconByteSize.Parse);

    /// <summary>The texts of the list; empty if the node is no list.</summary>
    public IList<string?> GetStringList() => [.. GetArray().Select(item => item.GetString())];

    /// <summary>The node as HOCON.</summary>
    public override string ToString() => HoconWriter.Write(this);

    internal void Add(HoconElement part) => _parts.Add(part);

    internal void Clear() => _parts.Clear();

    private T Read<T>(string kind, Func<string, T> parse)
    {
        var text = GetString()
            ?? throw new ArgumentNullException(null, Position.Locate($"The value is null, an object or a list, not {kind}"));
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            throw new FormatException(Position.Locate($"'{text}' is not {kind}"), e);
        }
        catch (OverflowException e)
        {
            throw new OverflowException(Position.Locate($"'{text}' is out of range"), e);
        }
    }
}
