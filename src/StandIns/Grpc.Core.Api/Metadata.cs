using System.Collections;

namespace Grpc.Core;

/// <summary>
/// Headers or trailers of a call: an ordered list in which a key may occur more than once. A key ending in
/// <see cref="BinaryHeaderSuffix"/> carries bytes, any other key carries ASCII text.
/// </summary>
public sealed partial class Metadata : IList<Metadata.Entry>
{
    /// <summary>The end of the key of every binary entry.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>Metadata without entries, which cannot be changed.</summary>
    public static readonly Metadata Empty = new() { IsReadOnly = true };

    private readonly List<Entry> _entries = [];

    /// <summary>Creates metadata without entries.</summary>
    public Metadata()
    {
    }

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public bool IsReadOnly { get; private init; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The metadata is read-only and an entry is set.</exception>
    public Entry this[int index]
    {
        get => _entries[index];
        set => Writable(value)[index] = value;
    }

    /// <summary>The last entry with this key, or null. Case does not matter.</summary>
    /// <param name="key">The key.</param>
    public Entry? Get(string key) => _entries.FindLast(entry => entry.HasKey(key));

    /// <summary>The text of the last entry with this key, or null where there is none.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="InvalidOperationException">The entry is binary.</exception>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>The bytes of the last entry with this key, or null where there is none.</summary>
    /// <param name="key">The key.</param>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>All entries with this key, in their order. Case does not matter.</summary>
    /// <param name="key">The key.</param>
    public IEnumerable<Entry> GetAll(string key) => _entries.Where(entry => entry.HasKey(key));

    /// <summary>Adds a text entry.</summary>
    /// <param name="key">The key, made lowercase.</param>
    /// <param name="value">ASCII text.</param>
    /// <exception cref="ArgumentException">The key is not valid, or is one of a binary entry.</exception>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public void Add(string key, string value) => Add(new Entry(key, value));

    /// <summary>Adds a binary entry.</summary>
    /// <param name="key">The key, made lowercase; it ends in <see cref="BinaryHeaderSuffix"/>.</param>
    /// <param name="valueBytes">The bytes, which are copied.</param>
    /// <exception cref="ArgumentException">The key is not valid, or is one of a text entry.</exception>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public void Add(Entry item) => Writable(item).Add(item);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public void Insert(int index, Entry item) => Writable(item).Insert(index, item);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public bool Remove(Entry item) => Writable().Remove(item);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public void RemoveAt(int index) => Writable().RemoveAt(index);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The metadata is read-only.</exception>
    public void Clear() => Writable().Clear();

    /// <inheritdoc/>
    public int IndexOf(Entry item) => _entries.IndexOf(item);

    /// <inheritdoc/>
    public bool Contains(Entry item) => _entries.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    private List<Entry> Writable(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Writable();
    }

    private List<Entry> Writable() => IsReadOnly ? throw new InvalidOperationException("The metadata is read-only.") : _entries;
}
