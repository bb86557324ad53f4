namespace Agent.Node.Host;

/// <summary>A file as it was read.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Content">Its bytes; empty when <paramref name="Error"/> is set.</param>
/// <param name="Error">Why it could not be read.</param>
public sealed record HostFile(string Path, ReadOnlyMemory<byte> Content, string? Error = null);
