using System.Globalization;
using System.Runtime.InteropServices;
using Agent.Node.Host.Cgroups;

namespace Agent.Node.Host.Linux.Cgroups;

/// <summary>The cgroup file systems of the machine.</summary>
/// <param name="root">Where they are mounted.</param>
/// <param name="removeDirectory">Removes an empty directory.</param>
internal sealed partial class CgroupTree(string root = CgroupTree.DefaultRoot, Action<string>? removeDirectory = null)
{
    /// <summary>Where systems mount them.</summary>
    public const string DefaultRoot = "/sys/fs/cgroup";

    // The kubelet's: processes may fork while they are being killed.
    private const int KillRounds = 5;
    private const int RemoveRounds = 50;
    private const int KillSignal = 9;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Action<string> _removeDirectory = removeDirectory ?? Directory.Delete;
    private readonly HashSet<string> _busy = new(StringComparer.Ordinal);

    /// <summary>Looks at the machine's cgroups and makes those that pods' own go into.</summary>
    public CgroupFacts Prepare(IReadOnlyList<CgroupSettings> groups)
    {
        if (!Directory.Exists(root))
        {
            return new CgroupFacts { Problem = $"no cgroups are mounted at {root}" };
        }

        var version = Version();
        var facts = new CgroupFacts { Version = version.Number };
        try
        {
            foreach (var group in groups)
            {
                version.Apply(group);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return facts with { HasSwap = version.HasSwap(OwnGroup()), Problem = e.Message };
        }

        return facts with { IsReady = groups.Count > 0, HasSwap = version.HasSwap(groups.Count > 0 ? groups[0].Path : OwnGroup()) };
    }

    /// <summary>Makes a cgroup where it does not exist and sets its limits.</summary>
    public void Apply(CgroupSettings group) => Exclusively(group.Path, () => Version().Apply(group));

    /// <summary>Kills what is left in a cgroup and those below it, and removes them.</summary>
    /// <exception cref="IOException">Something of it does not end or go.</exception>
    public void Remove(string path) => Exclusively(path, () =>
    {
        if (!Directory.Exists(root))
        {
            return;
        }

        var directories = Version().Directories(path).Where(Directory.Exists).ToList();
        Kill(directories);
        foreach (var directory in directories)
        {
            RemoveTree(directory);
        }
    });

    /// <summary>A group is not made while one of the same name is being removed.</summary>
    private void Exclusively(string path, Action action)
    {
        lock (_busy)
        {
            while (!_busy.Add(path))
            {
                Monitor.Wait(_busy);
            }
        }

        try
        {
            action();
        }
        finally
        {
            lock (_busy)
            {
                _busy.Remove(path);
                Monitor.PulseAll(_busy);
            }
        }
    }

    private ICgroupVersion Version() =>
        File.Exists(Path.Combine(root, "cgroup.controllers")) ? new CgroupVersion2(root) : new CgroupVersion1(root);

    /// <summary>The group of this process in v2, which has what the root lacks.</summary>
    private static string OwnGroup() => File.Exists("/proc/self/cgroup")
        ? File.ReadLines("/proc/self/cgroup").FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal))?[3..] ?? "/"
        : "/";

    private static void Kill(List<string> directories)
    {
        for (var round = 0; round < KillRounds; round++)
        {
            var processes = directories.SelectMany(Processes).Distinct().ToList();
            if (processes.Count == 0)
            {
                return;
            }

            foreach (var process in processes)
            {
                _ = Signal(process, KillSignal);
            }

            Thread.Sleep(Pause);
        }
    }

    private static IEnumerable<int> Processes(string directory) => Below(directory).Append(directory)
        .SelectMany(group => CgroupFile.Words(group, "cgroup.procs"))
        .Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? process : 0)
        .Where(process => process > 1);

    private void RemoveTree(string directory)
    {
        // A group is busy for a moment after its last process has ended.
        for (var round = 1; ; round++)
        {
            try
            {
                foreach (var group in Below(directory).Append(directory))
                {
                    _removeDirectory(group);
                }

                return;
            }
            catch (DirectoryNotFoundException)
            {
                if (!Directory.Exists(directory))
                {
                    return;
                }
            }
            catch (IOException) when (round < RemoveRounds)
            {
                Thread.Sleep(Pause);
            }
        }
    }

    /// <summary>Groups below a group, the deepest first.</summary>
    private static IReadOnlyList<string> Below(string directory)
    {
        try
        {
            return [.. Directory.GetDirectories(directory, "*", SearchOption.AllDirectories).OrderByDescending(path => path.Length)];
        }
        catch (IOException)
        {
            return [];
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);
}
