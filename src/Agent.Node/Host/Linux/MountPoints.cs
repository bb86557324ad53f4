namespace Agent.Node.Host.Linux;

/// <summary>The mount table, /proc/self/mountinfo.</summary>
internal static class MountPoints
{
    /// <summary>Mount points at or below a directory.</summary>
    public static IReadOnlyList<string> Below(string directory)
    {
        var prefix = directory.TrimEnd('/') + "/";
        return [.. File.ReadLines("/proc/self/mountinfo")
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length > 4)
            .Select(fields => Unescape(fields[4]))
            .Where(point => (point + "/").StartsWith(prefix, StringComparison.Ordinal))];
    }

    // The kernel writes space, tab, newline and backslash as octal escapes.
    private static string Unescape(string field) => field
        .Replace("\\040", " ", StringComparison.Ordinal)
        .Replace("\\011", "\t", StringComparison.Ordinal)
        .Replace("\\012", "\n", StringComparison.Ordinal)
        .Replace("\\134", "\\", StringComparison.Ordinal);
}
