using System.Globalization;

namespace Agent.Runtime.Processes;

/// <summary>The part of /proc/&lt;pid&gt;/stat (proc_pid_stat(5)) the runtime uses.</summary>
/// <param name="Pid">Process number.</param>
/// <param name="State">R, S, D, Z, T, …; Z has ended and waits for its parent.</param>
/// <param name="Parent">The parent's number.</param>
/// <param name="Session">The session's number: the process that called setsid.</param>
/// <param name="CpuTicks">User and system time of it and of the children it waited for, in clock ticks (1/100 s).</param>
/// <param name="StartTime">When it started, in clock ticks after boot (field 22); with the number it names one process only.</param>
/// <param name="RssPages">Resident memory in pages.</param>
internal readonly record struct ProcessStat(
    int Pid, char State, int Parent, int Session, ulong CpuTicks, ulong StartTime, long RssPages)
{
    /// <summary>Nanoseconds per clock tick: the kernel reports times to user space in 1/100 s on all architectures of .NET.</summary>
    public const ulong NanosecondsPerTick = 10_000_000;

    /// <summary>It still runs code, or could.</summary>
    public bool IsAlive => State is not ('Z' or 'X' or 'x');

    /// <summary>Reads the text of a stat file; null when it is not one.</summary>
    public static ProcessStat? Parse(ReadOnlySpan<char> text)
    {
        // "pid (name) S ppid …": the name may hold blanks and parentheses, so the last ')' ends it.
        var open = text.IndexOf('(');
        var close = text.LastIndexOf(')');
        if (open <= 0 || close < open || !int.TryParse(text[..(open - 1)], CultureInfo.InvariantCulture, out var pid))
        {
            return null;
        }

        Span<Range> fields = stackalloc Range[24];
        var rest = text[(close + 1)..].Trim();
        if (rest.Split(fields, ' ') < 23)
        {
            return null;
        }

        ulong ticks = 0;
        for (var field = 14; field <= 17; field++)
        {
            ticks += Number(rest[fields[field - 3]]);
        }

        return new ProcessStat(
            pid,
            rest[fields[0]][0],
            (int)Number(rest[fields[1]]),
            (int)Number(rest[fields[3]]),
            ticks,
            Number(rest[fields[22 - 3]]),
            (long)Number(rest[fields[24 - 3]]));
    }

    private static ulong Number(ReadOnlySpan<char> text) =>
        ulong.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
