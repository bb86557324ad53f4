using System.Globalization;
using System.Text;

namespace Agent.EndToEnd.Tests.Fixtures.Processes;

/// <summary>What /proc tells about other processes. A process that ends while it is read counts as absent.</summary>
internal static class ProcessTable
{
    /// <summary>Ids of all processes of the machine.</summary>
    public static IEnumerable<int> Ids() =>
        from path in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(path)
        where int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select int.Parse(name, CultureInfo.InvariantCulture);

    /// <summary>Ids of the processes started with this variable in their environment.</summary>
    public static IReadOnlyList<int> WithVariable(string name, string value)
    {
        var entry = $"{name}={value}";
        return [.. Ids().Where(id => Strings(id, "environ").Contains(entry) && !IsZombie(id))];
    }

    /// <summary>The command line, argument by argument; empty where the process is gone.</summary>
    public static string[] Arguments(int processId) => Strings(processId, "cmdline");

    /// <summary>True where the process exists and is not only waiting to be reaped.</summary>
    public static bool IsAlive(int processId) => Directory.Exists($"/proc/{processId}") && !IsZombie(processId);

    /// <summary>The state letter of /proc/PID/stat (R, S, D, T, Z …), or null where the process is gone.</summary>
    public static char? State(int processId) => StatFields(processId) is [var state, ..] ? state[0] : null;

    /// <summary>CPU time used so far, user and system, by the process and all its threads; null where it is gone.</summary>
    public static TimeSpan? CpuTime(int processId)
    {
        // Fields 14 and 15 of proc(5), in ticks of 10 ms (USER_HZ is 100 on every Linux architecture .NET runs on).
        return StatFields(processId) is { Length: > 13 } fields
            ? TimeSpan.FromMilliseconds(10 * (long.Parse(fields[11], CultureInfo.InvariantCulture)
                + long.Parse(fields[12], CultureInfo.InvariantCulture)))
            : null;
    }

    /// <summary>Resident memory in bytes (VmRSS), or null where the process is gone.</summary>
    public static long? ResidentBytes(int processId)
    {
        var line = Read(processId, "status").Split('\n').FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return line is null ? null : 1024 * long.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    private static bool IsZombie(int processId) => State(processId) is 'Z' or 'X';

    /// <summary>The fields of /proc/PID/stat after the command name, which may itself hold spaces and brackets.</summary>
    private static string[] StatFields(int processId)
    {
        var text = Read(processId, "stat");
        var end = text.LastIndexOf(')');
        return end < 0 ? [] : text[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string[] Strings(int processId, string file) =>
        Read(processId, file).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private static string Read(int processId, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/{file}", Encoding.UTF8);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
