namespace Agent.Runtime.Processes;

/// <summary>Names one process for all time: its number, when it started (clock ticks after boot), and which boot that was.</summary>
internal sealed record ProcessIdentity(int Pid, ulong StartTime, string Boot);
