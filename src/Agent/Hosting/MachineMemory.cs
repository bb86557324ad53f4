using System.Globalization;

namespace Agent.Hosting;

/// <summary>How much memory the machine has.</summary>
internal static class MachineMemory
{
    /// <summary>MemTotal of /proc/meminfo in bytes; 0 when it cannot be read.</summary>
    public static long Capacity()
    {
        try
        {
            return Parse(File.ReadLines("/proc/meminfo"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    internal static long Parse(IEnumerable<string> lines)
    {
        var words = lines.FirstOrDefault(line => line.StartsWith("MemTotal:", StringComparison.Ordinal))?
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [_, var kibibytes, ..] && long.TryParse(kibibytes, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value * 1024
            : 0;
    }
}
