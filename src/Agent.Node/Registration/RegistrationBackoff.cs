namespace Agent.Node.Registration;

/// <summary>The pauses between attempts to register (the kubelet's): from 100 ms, doubling, up to 7 s, for ever.</summary>
internal static class RegistrationBackoff
{
    /// <summary>The first pause.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(7);

    /// <summary>The pause after an attempt.</summary>
    /// <param name="attempt">Its number, from 1.</param>
    public static TimeSpan After(int attempt) =>
        attempt > 7 ? Longest : TimeSpan.FromTicks(Math.Min(First.Ticks << (attempt - 1), Longest.Ticks));
}
