using System.Text;

namespace Agent.Tests.Hosting;

/// <summary>The machine's processes.</summary>
internal static class ProcessList
{
    /// <summary>Process ids whose command line contains a text.</summary>
    public static int[] With(string text) =>
    [
        .. Directory.GetDirectories("/proc").Select(path => Path.GetFileName(path)).Where(name => name.All(char.IsAsciiDigit))
            .Where(id => CommandLine(id).Contains(text, StringComparison.Ordinal))
            .Select(int.Parse),
    ];

    /// <summary>The session of a process.</summary>
    public static int Session(int processId)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string CommandLine(string id)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
