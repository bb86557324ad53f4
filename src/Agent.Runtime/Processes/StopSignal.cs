using System.Collections.Frozen;
using Agent.Cri.Protocol;
using Agent.Runtime.Native;

namespace Agent.Runtime.Processes;

/// <summary>Numbers of the signals that CRI names (enum Signal), as on x86-64 and arm64.</summary>
internal static class StopSignal
{
    private const int RtMin = 34;

    private static readonly FrozenDictionary<string, int> Numbers = new Dictionary<string, int>
    {
        ["HUP"] = 1, ["INT"] = 2, ["QUIT"] = 3, ["ILL"] = 4, ["TRAP"] = 5, ["ABRT"] = 6, ["IOT"] = 6, ["BUS"] = 7, ["FPE"] = 8,
        ["KILL"] = 9, ["USR1"] = 10, ["SEGV"] = 11, ["USR2"] = 12, ["PIPE"] = 13, ["ALRM"] = 14, ["TERM"] = 15, ["STKFLT"] = 16,
        ["CHLD"] = 17, ["CLD"] = 17, ["CONT"] = 18, ["STOP"] = 19, ["TSTP"] = 20, ["TTIN"] = 21, ["TTOU"] = 22, ["URG"] = 23,
        ["XCPU"] = 24, ["XFSZ"] = 25, ["VTALRM"] = 26, ["PROF"] = 27, ["WINCH"] = 28, ["IO"] = 29, ["POLL"] = 29, ["PWR"] = 30,
        ["SYS"] = 31, ["RTMIN"] = RtMin, ["RTMAX"] = Libc.SigMax,
    }.ToFrozenDictionary();

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
