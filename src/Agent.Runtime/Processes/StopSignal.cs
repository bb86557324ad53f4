using System.Collections.Frozen;
using Agent.Cri.Protocol;
using Agent.Runtime.Native;

namespace Agent.Runtime.Processes;

/// <summary>Numbers of the signals that CRI names (enum Signal), as on x86-64 and arm64.</summary>
internal static class StopSignal
{
    private const int RtMin = 34;

    // In the order of their numbers, from 1.
    private static readonly string[] Names =
    [
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT",
        "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    private static readonly FrozenDictionary<string, int> Numbers = Names.Select((name, index) => (name, index + 1))
        .Concat([("IOT", 6), ("CLD", 17), ("POLL", 29), ("RTMIN", RtMin), ("RTMAX", Libc.SigMax)])
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>The signal StopContainer sends first: the one asked for, or SIGTERM, the images' own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A signal CRI does not name.</exception>
    public static int Number(Signal signal)
    {
        if (signal == Signal.RuntimeDefault)
        {
            return Libc.SigTerm;
        }

        // Generated names: SIGNAL_SIGTERM → Sigterm, SIGNAL_SIGRTMINPLUS3 → Sigrtminplus3.
        var name = signal.ToString().ToUpperInvariant();
        name = name.StartsWith("SIG", StringComparison.Ordinal) ? name[3..] : name;
        if (Numbers.TryGetValue(name, out var number))
        {
            return number;
        }

        if (name.StartsWith("RTMINPLUS", StringComparison.Ordinal) && int.TryParse(name.AsSpan(9), out var plus))
        {
            return RtMin + plus;
        }

        if (name.StartsWith("RTMAXMINUS", StringComparison.Ordinal) && int.TryParse(name.AsSpan(10), out var minus))
        {
            return Libc.SigMax - minus;
        }

        throw new ArgumentOutOfRangeException(nameof(signal), signal, "not a signal of CRI");
    }
}
