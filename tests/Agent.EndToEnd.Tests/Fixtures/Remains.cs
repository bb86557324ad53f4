using System.Text.Json;
using Agent.EndToEnd.Tests.Fixtures.Containerd;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.Fixtures;

/// <summary>
/// Removes all that a fixture made, whatever state it is in: there is one way to clean up, and every run of the tests takes it.
/// </summary>
internal static class Remains
{
    public static async Task CleanAsync(string directory)
    {
        await KillProcessesAsync(directory);
        List<string> groups = [.. ContainerGroups(directory)];
        foreach (var processId in groups.SelectMany(ProcessesOf).Distinct())
        {
            Libc.Kill(processId, Signal.Kill);
        }

        await Eventually.TrueAsync(() => !groups.SelectMany(ProcessesOf).Any(ProcessTable.IsAlive), $"containers below {directory} ended");
        groups.ForEach(RemoveGroup);
        foreach (var group in AgentGroups(directory))
        {
            group.Delete();
        }

        var bundles = Bundles(directory);
        RemoveShimSockets(bundles);
        CniNetwork.ForgetPods(bundles.Select(bundle => Path.GetFileName(bundle)));
        if (File.Exists(Path.Combine(directory, "network")))
        {
            await CniNetwork.RemoveAsync(int.Parse(await File.ReadAllTextAsync(Path.Combine(directory, "network"))));
        }

        // A busy directory (EBUSY) is a mount whose user is still ending: look again.
        await Eventually.TrueAsync(() => TryDelete(directory), $"{directory} removed");
    }

    private static async Task KillProcessesAsync(string directory)
    {
        // Repeated, because containerd may have started a shim while the list was read.
        await Eventually.TrueAsync(
            () =>
            {
                List<int> processes = [.. ProcessTable.WithVariable(LabDirectory.Variable, directory)];
                processes.ForEach(id => Libc.Kill(id, Signal.Kill));
                return processes.Count == 0;
            },
            $"processes of {directory} ended");
    }

    /// <summary>The cgroups of the fixture's containers, as runc noted them; each path ends in or holds the container's id.</summary>
    private static IEnumerable<string> ContainerGroups(string directory)
    {
        var runc = Path.Combine(directory, "runc");
        if (!Directory.Exists(runc))
        {
            yield break;
        }

        foreach (var file in Directory.GetFiles(runc, "state.json", SearchOption.AllDirectories))
        {
            using var state = JsonDocument.Parse(File.ReadAllBytes(file));
            var id = Path.GetFileName(Path.GetDirectoryName(file))!;
            foreach (var group in state.RootElement.GetProperty("cgroup_paths").EnumerateObject())
            {
                if (group.Value.GetString() is { } path && path.Contains(id, StringComparison.Ordinal) && Directory.Exists(path))
                {
                    yield return path;
                }
            }
        }
    }

    /// <summary>The cgroup below which the agents of a fixture make those of their pods.</summary>
    public static string CgroupRoot(string directory) => "/" + Path.GetFileName(directory);

    /// <summary>The cgroups that agents made, the deepest first; nothing runs in them any more.</summary>
    private static IEnumerable<DirectoryInfo> AgentGroups(string directory) =>
        new[] { "/sys/fs/cgroup" }.Concat(Directory.GetDirectories("/sys/fs/cgroup"))
            .Select(hierarchy => new DirectoryInfo(hierarchy + CgroupRoot(directory)))
            .Where(root => root.Exists && root.LinkTarget is null)
            .SelectMany(root => root.EnumerateDirectories("*", SearchOption.AllDirectories).Append(root))
            .OrderByDescending(group => group.FullName.Length)
            .ToList();

    /// <summary>The directories in which the shims were started, one per container and sandbox that was not removed in order.</summary>
    private static IReadOnlyList<string> Bundles(string directory)
    {
        var tasks = Path.Combine(directory, "state/io.containerd.runtime.v2.task");
        return Directory.Exists(tasks) ? [.. Directory.GetDirectories(tasks).SelectMany(Directory.GetDirectories)] : [];
    }

    private static IEnumerable<int> ProcessesOf(string group)
    {
        try
        {
            return [.. File.ReadLines(Path.Combine(group, "cgroup.procs")).Select(int.Parse)];
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>Removes the container's cgroup, and its pod's when that was the last one.</summary>
    private static void RemoveGroup(string group)
    {
        try
        {
            Directory.Delete(group);
            if (Path.GetDirectoryName(group) is { } parent && Path.GetFileName(parent).StartsWith("pod", StringComparison.Ordinal))
            {
                Directory.Delete(parent);
            }
        }
        catch (IOException)
        {
            // Another container of the pod is still to come.
        }
    }

    private static void RemoveShimSockets(IEnumerable<string> bundles)
    {
        foreach (var file in bundles.Select(bundle => Path.Combine(bundle, "address")).Where(File.Exists))
        {
            File.Delete(File.ReadAllText(file).Replace("unix://", "", StringComparison.Ordinal));
        }
    }

    private static bool TryDelete(string directory)
    {
        foreach (var mount in MountsBelow(directory))
        {
            Libc.Unmount(mount);
        }

        try
        {
            Directory.Delete(directory, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Mount points below the directory, the newest first.</summary>
    private static IReadOnlyList<string> MountsBelow(string directory) =>
    [
        .. File.ReadLines("/proc/self/mountinfo")
            .Select(line => line.Split(' ')[4])
            .Where(path => path.StartsWith(directory + "/", StringComparison.Ordinal))
            .Reverse(),
    ];
}
