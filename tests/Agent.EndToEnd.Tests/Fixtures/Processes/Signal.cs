namespace Agent.EndToEnd.Tests.Fixtures.Processes;

/// <summary>Signals by their number on Linux (signal(7), x86 and arm).</summary>
internal enum Signal
{
    Int = 2,
    Kill = 9,
    Usr1 = 10,
    Term = 15,
    Continue = 18,
    Stop = 19,
}
