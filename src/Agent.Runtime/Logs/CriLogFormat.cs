using System.Buffers;
using System.Globalization;
using System.Text;

namespace Agent.Runtime.Logs;

/// <summary>
/// The log format of CRI: <c>2026-01-02T03:04:05.123456700Z stdout F text</c>. F ends a line, P is a part of one that the
/// next record of the stream continues. Bytes pass unchanged, valid UTF-8 or not.
/// </summary>
internal static class CriLogFormat
{
    /// <summary>The longest text of one record in bytes; more becomes P records (containerd's max_container_log_line_size).</summary>
    public const int MaxText = 16 * 1024;

    /// <summary>
    /// Formats the records that <paramref name="pending"/> begins with: complete lines, and parts of a line that is too long.
    /// </summary>
    /// <param name="pending">What the container has written and has not been formatted yet.</param>
    /// <param name="stream">Which stream it came from.</param>
    /// <param name="time">The time of the records.</param>
    /// <param name="atEnd">Nothing will follow: a rest without a line end becomes a P record, as containerd does.</param>
    /// <param name="output">Takes the records.</param>
    /// <returns>How many bytes of <paramref name="pending"/> were used up.</returns>
    public static int Format(
        ReadOnlySpan<byte> pending, LogStream stream, DateTimeOffset time, bool atEnd, IBufferWriter<byte> output)
    {
        Span<byte> head = stackalloc byte[64];
        var headLength = WriteHead(head, stream, time);
        head = head[..headLength];
        var used = 0;
        while (used < pending.Length)
        {
            var rest = pending[used..];
            var end = rest.IndexOf((byte)'\n');
            if (end >= 0 && end <= MaxText)
            {
                Write(output, head, (byte)'F', rest[..end]);
                used += end + 1;
            }
            else if (rest.Length > MaxText)
            {
                var cut = CutBeforeCharacter(rest, MaxText);
                Write(output, head, (byte)'P', rest[..cut]);
                used += cut;
            }
            else if (atEnd)
            {
                Write(output, head, (byte)'P', rest);
                used += rest.Length;
            }
            else
            {
                break;
            }
        }

        return used;
    }

    private static int WriteHead(Span<byte> head, LogStream stream, DateTimeOffset time)
    {
        // Nanoseconds in full, so that records of one file sort as text.
        time.UtcDateTime.TryFormat(head, out var length, "yyyy-MM-ddTHH:mm:ss.fffffff'00Z '", CultureInfo.InvariantCulture);
        var name = stream == LogStream.Stdout ? "stdout "u8 : "stderr "u8;
        name.CopyTo(head[length..]);
        return length + name.Length;
    }

    private static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> head, byte tag, ReadOnlySpan<byte> text)
    {
        output.Write(head);
        output.Write([tag, (byte)' ']);
        output.Write(text);
        output.Write("\n"u8);
    }

    // Each record can be read on its own if no character of several bytes is cut in two; what is not UTF-8 is cut anywhere.
    private static int CutBeforeCharacter(ReadOnlySpan<byte> text, int at)
    {
        for (var back = 0; back < 4; back++)
        {
            if ((text[at - back] & 0xC0) != 0x80)
            {
                return Rune.DecodeFromUtf8(text[(at - back)..], out _, out _) == OperationStatus.Done ? at - back : at;
            }
        }

        return at;
    }
}
