namespace Agent.Runtime.Processes;

/// <summary>How a process ended.</summary>
/// <param name="Code">Its exit code, 128 + n when signal n ended it, as shells and runtimes count.</param>
/// <param name="At">When that was seen.</param>
/// <param name="IsKnown">False when it ended while nobody watched: the code is then <see cref="UnknownCode"/>.</param>
internal readonly record struct ExitStatus(int Code, DateTimeOffset At, bool IsKnown)
{
    /// <summary>The code of an end nobody saw (containerd's unknownExitCode).</summary>
    public const int UnknownCode = 255;

    /// <summary>The end nobody saw.</summary>
    public static ExitStatus Unknown(DateTimeOffset at) => new(UnknownCode, at, false);

    /// <summary>From the status word of waitpid(2).</summary>
    public static ExitStatus FromWaitStatus(int status, DateTimeOffset at)
    {
        var signal = status & 0x7F;
        return new ExitStatus(signal == 0 ? status >> 8 & 0xFF : 128 + signal, at, true);
    }
}
