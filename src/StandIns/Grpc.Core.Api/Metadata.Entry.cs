using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One header or trailer. It does not change.</summary>
    public class Entry
    {
        private static readonly SearchValues<char> KeyChars =
            SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-");

        private readonly string? _text;
        private readonly byte[]? _bytes;

        /// <summary>Creates a text entry.</summary>
        /// <param name="key">Letters, digits, '.', '_' and '-'; made lowercase.</param>
        /// <param name="value">ASCII text.</param>
        /// <exception cref="ArgumentException">The key is not valid, or ends in "-bin".</exception>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        public Entry(string key, string value)
        {
            Key = Normalize(key);
            if (IsBinaryKey(Key))
            {
                throw new ArgumentException($"Key '{Key}' ends in '{BinaryHeaderSuffix}': its value must be bytes.", nameof(key));
            }

            ArgumentNullException.ThrowIfNull(value);
            _text = value;
        }

        /// <summary>Creates a binary entry.</summary>
        /// <param name="key">Letters, digits, '.', '_' and '-', ending in "-bin"; made lowercase.</param>
        /// <param name="valueBytes">The bytes, which are copied.</param>
        /// <exception cref="ArgumentException">The key is not valid, or does not end in "-bin".</exception>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            Key = Normalize(key);
            if (!IsBinaryKey(Key))
            {
                throw new ArgumentException(
                    $"Key '{Key}' does not end in '{BinaryHeaderSuffix}': its value must be text.", nameof(key));
            }

            ArgumentNullException.ThrowIfNull(valueBytes);
            _bytes = valueBytes.AsSpan().ToArray();
        }

        /// <summary>The key, in lowercase.</summary>
        public string Key { get; }

        /// <summary>Whether the value is bytes.</summary>
        public bool IsBinary => _text is null;

        /// <summary>The text of a text entry.</summary>
        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value => _text ?? throw new InvalidOperationException($"Entry '{Key}' is binary and has no text.");

        /// <summary>A copy of the bytes of a binary entry, or the ASCII bytes of a text entry.</summary>
        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_text!) : _bytes.AsSpan().ToArray();

        /// <summary>Key and value.</summary>
        public override string ToString() =>
            IsBinary ? $"[Entry: key={Key}, valueBytes={_bytes}]" : $"[Entry: key={Key}, value={_text}]";

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static bool IsBinaryKey(string key) => key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        private static string Normalize(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            if (key.AsSpan().ContainsAnyExcept(KeyChars))
            {
                throw new ArgumentException(
                    $"Key '{key}' is not valid: allowed are ASCII letters, digits, '.', '_' and '-'.", nameof(key));
            }

            return key.ToLowerInvariant();
        }
    }
}
