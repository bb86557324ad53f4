using System.Buffers;

namespace Akka.Configuration.Hocon;

/// <summary>Paths as text: keys with dots between, a key that contains special characters in quotes.</summary>
internal static class HoconPath
{
    private static readonly SearchValues<char> Special = SearchValues.Create(HoconReader.NotInUnquotedKey + " \t\r\n");

    /// <summary>The keys of a path; the empty path has none.</summary>
    /// <exception cref="FormatException">A quote is not closed.</exception>
    public static IEnumerable<string> Split(string path)
    {
        var start = 0;
        while (start < path.Length)
        {
            var quoted = path[start] == '"';
            var end = path.IndexOf(quoted ? '"' : '.', start + (quoted ? 1 : 0));
            if (end < 0)
            {
                if (quoted)
                {
                    throw new FormatException($"The quote is not closed in path {path}");
                }

                end = path.Length;
            }

            yield return quoted ? path[(start + 1)..end] : path[start..end];
            start = end + (quoted ? 2 : 1);
        }
    }

    /// <summary>The path of a key below a path.</summary>
    public static string Append(string path, string key) => path.Length == 0 ? Quote(key) : $"{path}.{Quote(key)}";

    private static string Quote(string key) => key.Length == 0 || key.AsSpan().ContainsAny(Special) ? $"\"{key}\"" : key;
}
