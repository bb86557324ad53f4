namespace Agent.Node.Host.Machine;

/// <summary>The space of a file system.</summary>
/// <param name="TotalBytes">Its size in bytes.</param>
/// <param name="AvailableBytes">Bytes that an ordinary user may still write.</param>
public sealed record FileSystemSpace(long TotalBytes, long AvailableBytes);
