using System.Diagnostics.CodeAnalysis;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>
/// An immutable tree of settings. A path names a node by its keys, separated by dots; a key that contains a dot is quoted:
/// <c>akka.actor."a.b"</c>.
/// </summary>
public class Config
{
    /// <summary>A configuration with no setting.</summary>
    public static readonly Config Empty = ConfigurationFactory.Empty;

    internal Config(HoconValue root)
    {
        Root = root;
    }

    /// <summary>The node at the top.</summary>
    public virtual HoconValue Root { get; }

    /// <summary>Whether the top node has no value, or is an object with no key.</summary>
    public virtual bool IsEmpty => Root.IsEmpty;

    /// <summary>Reads HOCON text; see <see cref="ConfigurationFactory.ParseString"/>.</summary>
    /// <param name="str">The text.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "ParseString is the named form.")]
    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    /// <summary>Whether the path has a node, <c>null</c> values included.</summary>
    /// <param name="path">The path.</param>
    public virtual bool HasPath(string path) => GetValue(path) is not null;

    /// <summary>The node at a path, or null.</summary>
    /// <param name="path">The path.</param>
    public HoconValue? GetValue(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        HoconValue? node = Root;
        foreach (var key in HoconPath.Split(path))
        {
            node = node.GetChildObject(key);
            if (node is null)
            {
                return null;
            }
        }

        return node;
    }

    /// <summary>The text at a path. An object or a list has none and gives null, and so does the value <c>null</c>.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if the path has no node.</param>
    public virtual string? GetString(string path, string? @default = null) =>
        GetValue(path) is { } value ? value.GetString() : @default;

    /// <summary>The switch at a path: <c>on</c>, <c>true</c>, <c>off</c> or <c>false</c>, in this case only.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if the path has no node.</param>
    /// <exception cref="NotSupportedException">The value is none of those; HOCON's yes and no are not read.</exception>
    public virtual bool GetBoolean(string path, bool @default = false) => GetValue(path)?.GetBoolean() ?? @default;

    /// <summary>The whole number at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if the path has no node.</param>
    /// <exception cref="FormatException">The value is not a whole number.</exception>
    /// <exception cref="OverflowException">The value does not fit.</exception>
    public virtual int GetInt(string path, int @default = 0) => GetValue(path)?.GetInt() ?? @default;

    /// <summary>The whole number at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if the path has no node.</param>
    /// <exception cref="FormatException">The value is not a whole number.</exception>
    /// <exception cref="OverflowException">The value does not fit.</exception>
    public virtual long GetLong(string path, long @default = 0) => GetValue(path)?.GetLong() ?? @default;

    /// <summary>The number at a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if the path has no node.</param>
    /// <exception cref="FormatException">The value is not a number.</exception>
    public virtual double GetDouble(string path, double @default = 0) => GetValue(path)?.GetDouble() ?? @default;

    /// <summary>
    /// The duration at a path: a number of milliseconds, or a number and one of the units ns, micros, ms, s, m, h, d
    /// or their long forms, or <c>infinite</c>.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="default">The result if the path has no node; null is zero.</param>
    /// <param name="allowInfinite">Whether <c>infinite</c> is read, as <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <exception cref="FormatException">The value is not a duration, or is negative.</exception>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        GetValue(path)?.GetTimeSpan(allowInfinite) ?? @default.GetValueOrDefault();

    /// <summary>The number of bytes at a path, or null; see <see cref="GetByteSize(string,long?)"/>.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="FormatException">The value is not a size.</exception>
    public virtual long? GetByteSize(string path) => GetByteSize(path, null);

    /// <summary>
    /// The number of bytes at a path: a whole number and optionally a unit, in powers of 1024 (k, K, Ki, KiB, m, M, Mi …)
    /// or of 1000 (kB, MB …).
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="def">The result if the path has no node.</param>
    /// <exception cref="FormatException">The value is not a size.</exception>
    public virtual long? GetByteSize(string path, long? def = null) =>
        GetValue(path) is { } value ? value.GetByteSize() : def;

    /// <summary>The texts of the list at a path; empty if the path has no node or no list.</summary>
    /// <param name="path">The path.</param>
    public virtual IList<string?> GetStringList(string path) => GetValue(path)?.GetStringList() ?? [];

    /// <summary>The texts of the list at a path; empty if the node is no list.</summary>
    /// <param name="path">The path.</param>
    /// <param name="defaultPaths">The result if the path has no node.</param>
    public virtual IList<string?> GetStringList(string path, string[] defaultPaths) =>
        GetValue(path)?.GetStringList() ?? defaultPaths;

    /// <summary>The configuration below a path, or null if the path has no node.</summary>
    /// <param name="path">The path.</param>
    public virtual Config? GetConfig(string path) => GetValue(path) is { } value ? new Config(value) : null;

    /// <summary>This configuration, with settings that it lacks taken from another. Objects are merged key by key.</summary>
    /// <param name="fallback">Where missing settings come from; null changes nothing.</param>
    /// <exception cref="ArgumentException"><paramref name="fallback"/> is this configuration.</exception>
    public virtual Config WithFallback(Config? fallback)
    {
        if (ReferenceEquals(fallback, this))
        {
            throw new ArgumentException("A configuration cannot be its own fallback", nameof(fallback));
        }

        if (fallback is null || fallback.IsEmpty)
        {
            return this;
        }

        return IsEmpty ? fallback : new Config(HoconMerge.Over(fallback.Root, Root));
    }

    /// <summary>The keys at the top with their values.</summary>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() => Root.GetObject()?.Items ?? [];

    /// <summary>The settings as HOCON.</summary>
    public override string ToString() => HoconWriter.Write(Root);

    /// <summary>Every value that is not an object, with its full path and place.</summary>
    internal IEnumerable<ConfigLeaf> Leaves() => Root.IsEmpty ? [] : ConfigLeaf.Below("", Root);
}
