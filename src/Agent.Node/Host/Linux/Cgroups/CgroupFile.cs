using System.Globalization;
using System.Text;

namespace Agent.Node.Host.Linux.Cgroups;

/// <summary>Files of a cgroup file system: each value is written in one call, as the kernel wants it.</summary>
internal static class CgroupFile
{
    /// <summary>Writes a value.</summary>
    /// <exception cref="IOException">The kernel refuses it.</exception>
    public static void Write(string directory, string file, string value)
    {
        var path = Path.Combine(directory, file);
        try
        {
            using var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.Write(handle, Encoding.ASCII.GetBytes(value), 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"cannot write {value} to {path}: {e.Message}", e);
        }
    }

    /// <summary>Writes a number.</summary>
    public static void Write(string directory, string file, long value) =>
        Write(directory, file, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>The words of a file; none where it cannot be read.</summary>
    public static IReadOnlyList<string> Words(string directory, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(directory, file)).Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
