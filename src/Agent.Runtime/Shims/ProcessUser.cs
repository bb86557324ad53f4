namespace Agent.Runtime.Shims;

/// <summary>A user a process runs as.</summary>
/// <param name="Uid">User number.</param>
/// <param name="Gid">Primary group number.</param>
/// <param name="Groups">Supplementary group numbers.</param>
internal sealed record ProcessUser(uint Uid, uint Gid, IReadOnlyList<uint> Groups);
