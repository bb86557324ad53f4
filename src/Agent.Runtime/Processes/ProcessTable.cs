using System.Globalization;
using System.Text;

namespace Agent.Runtime.Processes;

/// <summary>Reads /proc. A process that ends while it is read is left out.</summary>
/// <param name="root">Where the proc file system is mounted.</param>
internal sealed class ProcessTable(string root = "/proc")
{
    /// <summary>The process of this number, or null.</summary>
    public ProcessStat? Find(int pid) => ReadStat(PathOf(pid));

    /// <summary>The process of this number that started at this time and has not ended, or null.</summary>
    public ProcessStat? FindAlive(int pid, ulong startTime) =>
        Find(pid) is { IsAlive: true } stat && stat.StartTime == startTime ? stat : null;

    /// <summary>Every process that has not ended.</summary>
    public ProcessSnapshot Snapshot()
    {
        var all = new List<ProcessStat>();
        foreach (var directory in Directory.EnumerateDirectories(root))
        {
            if (char.IsAsciiDigit(Path.GetFileName(directory.AsSpan())[0]) && ReadStat(directory) is { IsAlive: true } stat)
            {
                all.Add(stat);
            }
        }

        return new ProcessSnapshot(all, pid => EnvironmentOf(pid, ContainerMembers.Marker));
    }

    /// <summary>
    /// The value of a variable in the environment a process was started with, or null when it has none or its environment may
    /// not be read (another user's process).
    /// </summary>
    public string? EnvironmentOf(int pid, string name)
    {
        ReadOnlySpan<byte> environment = ProcFile.Read(Path.Join(PathOf(pid), "environ"));
        var prefix = Encoding.UTF8.GetBytes(name + "=");
        foreach (var range in environment.Split((byte)0))
        {
            if (environment[range].StartsWith(prefix))
            {
                return Encoding.UTF8.GetString(environment[range][prefix.Length..]);
            }
        }

        return null;
    }

    private string PathOf(int pid) => Path.Join(root, pid.ToString(CultureInfo.InvariantCulture));

    private static ProcessStat? ReadStat(string directory) =>
        ProcFile.Read(Path.Join(directory, "stat")) is { } text ? ProcessStat.Parse(Encoding.Latin1.GetString(text)) : null;
}
