using System.Text;
using Agent.Node.Host;
using Agent.Node.Runtime;

namespace Agent.Node.Containers.Files;

/// <summary>What a container has to say of its end: its message file, else (policy FallbackToLogsOnError) the end of its log.</summary>
internal static class TerminationMessages
{
    /// <summary>The last so many bytes of the file count (the kubelet's).</summary>
    public const int FileBytes = 4096;

    /// <summary>So much of the end of a log is looked at: at least 80 lines, or 2048 bytes of the runtime's longest ones (16 KiB).</summary>
    public const int LogBytes = 64 * 1024;

    private const int LogLines = 80;
    private const int LogMessageBytes = 2048;
    private const string FallbackPolicy = "FallbackToLogsOnError";

    /// <summary>Whether there is still something to be read of an instance.</summary>
    public static bool IsAwaited(ContainerInstance? instance) =>
        instance is { State: ContainerInstanceState.Exited, AppMessage: null } && (instance.MessagePath.Length > 0 || FallsBack(instance));

    /// <summary>Whether the log counts where the file is empty: not where the container never ran.</summary>
    public static bool FallsBack(ContainerInstance instance) =>
        instance is { MessagePolicy: FallbackPolicy, ExitCode: not 0, Reason: not "ContainerCannotRun", LogPath.Length: > 0 };

    /// <summary>
    /// Whether the message file, as the runtime has it mounted, is the agent's own: a pod may have mounted something else of the host
    /// at the same path, which nobody has a right to read.
    /// </summary>
    /// <param name="instance">The instance.</param>
    /// <param name="podDirectory">The pod's directory.</param>
    public static bool HasOwnFile(ContainerInstance instance, string podDirectory) =>
        Path.GetDirectoryName(instance.MessagePath) == Path.Combine(podDirectory, "containers", instance.Name);

    /// <summary>The text of a message file.</summary>
    public static string OfFile(FileTail? tail) => tail is null ? "" : Decode(tail.Content.Span);

    /// <summary>The last 80 lines of a CRI log, at most 2048 bytes of them.</summary>
    public static string OfLog(FileTail? tail)
    {
        if (tail is null)
        {
            return "";
        }

        var message = new List<byte>();
        foreach (var record in Records(tail))
        {
            message.InsertRange(0, record);
            if (message.Count >= LogMessageBytes)
            {
                message.RemoveRange(0, message.Count - LogMessageBytes);
                break;
            }
        }

        return Decode(message.ToArray());
    }

    /// <summary>All that is known of an instance's end.</summary>
    public static string Of(ContainerInstance instance) => Combine(instance.Message, instance.AppMessage ?? "");

    /// <summary>The runtime's own words, then the application's.</summary>
    public static string Combine(string ofRuntime, string ofApplication) =>
        ofRuntime.Length == 0 ? ofApplication : ofApplication.Length == 0 ? ofRuntime : $"{ofRuntime}: {ofApplication}";

    /// <summary>Contents of the last records, the last first; a partial one lacks the end of its line.</summary>
    private static List<byte[]> Records(FileTail tail)
    {
        var records = new List<byte[]>();
        var rest = tail.Content;
        while (rest.Length > 0 && records.Count < LogLines)
        {
            var end = rest.Span[^1] == (byte)'\n' ? rest.Length - 1 : rest.Length;
            var begin = rest.Span[..end].LastIndexOf((byte)'\n') + 1;
            if (begin > 0 || tail.IsWhole)
            {
                if (Content(rest.Span[begin..end]) is { } content)
                {
                    records.Add(content);
                }
            }
            else if (records.Count == 0)
            {
                // One line longer than all that was read.
                records.Add(rest[begin..].ToArray());
            }

            rest = rest[..begin];
        }

        return records;
    }

    /// <summary>The content of a line <c>time stream tag content</c>, with its newline unless the tag says it is partial.</summary>
    private static byte[]? Content(ReadOnlySpan<byte> line)
    {
        var tag = ReadOnlySpan<byte>.Empty;
        for (var field = 0; field < 3; field++)
        {
            var space = line.IndexOf((byte)' ');
            if (space < 0)
            {
                return null;
            }

            tag = line[..space];
            line = line[(space + 1)..];
        }

        return tag switch
        {
            [(byte)'P', ..] => line.ToArray(),
            [(byte)'F', ..] => [.. line, (byte)'\n'],
            _ => null,
        };
    }

    /// <summary>UTF-8; a character cut in two at the beginning is left out.</summary>
    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        var skip = 0;
        while (skip < Math.Min(3, bytes.Length) && (bytes[skip] & 0xC0) == 0x80)
        {
            skip++;
        }

        return Encoding.UTF8.GetString(bytes[skip..]);
    }
}
