using System.Globalization;

namespace Agent.Runtime.Processes;

/// <summary>Reads /proc. A process that ends while it is read is left out.</summary>
/// <param name="root">Where the proc file system is mounted.</param>
internal sealed class ProcessTable(string root = "/proc")
{
    /// <summary>The process of this number, or null.</summary>
    public ProcessStat? Find(int pid) => Read(Path.Join(root, pid.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The process of this number that started at this time and has not ended, or null.</summary>
    public ProcessStat? FindAlive(int pid, ulong startTime) =>
        Find(pid) is { IsAlive: true } stat && stat.StartTime == startTime ? stat : null;

    /// <summary>Every process that has not ended.</summary>
    public IReadOnlyList<ProcessStat> Snapshot()
    {
        var all = new List<ProcessStat>();
        foreach (var directory in Directory.EnumerateDirectories(root))
        {
            if (char.IsAsciiDigit(Path.GetFileName(directory.AsSpan())[0]) && Read(directory) is { IsAlive: true } stat)
            {
                all.Add(stat);
            }
        }

        return all;
    }

    /// <summary>
    /// The value of a variable in the environment a process was started with, or null when it has none or its environment may
    /// not be read (another user's process).
    /// </summary>
    public string? EnvironmentOf(int pid, string name)
    {
        string text;
        try
        {
            text = File.ReadAllText(Path.Join(root, pid.ToString(CultureInfo.InvariantCulture), "environ"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        foreach (var range in text.AsSpan().Split('\0'))
        {
            var entry = text.AsSpan()[range];
            if (entry.Length > name.Length && entry[name.Length] == '=' && entry.StartsWith(name, StringComparison.Ordinal))
            {
                return entry[(name.Length + 1)..].ToString();
            }
        }

        return null;
    }

    private static ProcessStat? Read(string directory)
    {
        try
        {
            return ProcessStat.Parse(File.ReadAllText(Path.Join(directory, "stat")));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
