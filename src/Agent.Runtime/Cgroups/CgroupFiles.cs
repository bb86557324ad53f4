using System.Globalization;
using Agent.Runtime.Native;

namespace Agent.Runtime.Cgroups;

/// <summary>Files and directories of a cgroup file system.</summary>
internal static class CgroupFiles
{
    /// <summary>Writes a value in one call, as the kernel wants it.</summary>
    /// <exception cref="IOException">The kernel refuses it.</exception>
    public static void Write(string directory, string file, string value)
    {
        var path = Path.Join(directory, file);
        try
        {
            File.WriteAllText(path, value);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"write {value.Trim()} to {path}: {error.Message}", error);
        }
    }

    /// <summary>Writes a number in one call.</summary>
    public static void Write(string directory, string file, long value) =>
        Write(directory, file, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The text of a file, or null when it cannot be read.</summary>
    public static string? Read(string directory, string file)
    {
        try
        {
            return File.ReadAllText(Path.Join(directory, file)).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A file that holds one number; "max" and what cannot be read are null.</summary>
    public static ulong? ReadNumber(string directory, string file) =>
        ulong.TryParse(Read(directory, file), CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A number of a file of lines "name value"; 0 when it is not there.</summary>
    public static ulong ReadField(string directory, string file, string name)
    {
        foreach (var line in (Read(directory, file) ?? "").Split('\n'))
        {
            if (line.Length > name.Length && line[name.Length] == ' ' && line.StartsWith(name, StringComparison.Ordinal))
            {
                return ulong.TryParse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture, out var value) ? value : 0;
            }
        }

        return 0;
    }

    /// <summary>The processes of a cgroup and of those below it.</summary>
    public static IEnumerable<int> Processes(string directory)
    {
        foreach (var child in Below(directory).Append(directory))
        {
            foreach (var line in (Read(child, "cgroup.procs") ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (int.TryParse(line, CultureInfo.InvariantCulture, out var pid))
                {
                    yield return pid;
                }
            }
        }
    }

    /// <summary>Removes a cgroup and those below it; true when it is gone.</summary>
    public static bool Remove(string directory)
    {
        foreach (var child in Below(directory))
        {
            _ = Libc.RmdirRaw(child);
        }

        return Libc.RmdirRaw(directory) == 0 || Libc.LastError == Errno.ENOENT;
    }

    // Deepest first.
    private static string[] Below(string directory)
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
}
