using System.Text.Json;
using Agent.EndToEnd.Tests.Fixtures.Containerd;
using Agent.EndToEnd.Tests.Fixtures.Processes;

namespace Agent.EndToEnd.Tests.Fixtures;

/// <summary>
/// Removes all that a fixture made, whatever state it is in: there is one way to clean up, and every run of the tests takes it.
/// </summary>
internal static class Remains
{
    private const string ShimBundles = "state/io.containerd.runtime.v2.task";

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
        RemoveShimSockets(directory);
        CniNetwork.ForgetPods(ContainerIds(directory));
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

    /// <summary>The ids of the fixture's containers and sandboxes that were not removed in order.</summary>
    private static IEnumerable<string> ContainerIds(string directory)
    {
        var bundles = Path.Combine(directory, ShimBundles);
        return Directory.Exists(bundles) ? Directory.GetDirectories(bundles, "*", SearchOption.AllDirectories).Select(d => Path.GetFileName(d)!) : [];
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

    private static void RemoveShimSockets(string directory)
    {
        var bundles = Path.Combine(directory, ShimBundles);
        foreach (var file in Directory.Exists(bundles) ? Directory.GetFiles(bundles, "address", SearchOption.AllDirectories) : [])
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
