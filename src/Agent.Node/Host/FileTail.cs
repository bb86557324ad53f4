namespace Agent.Node.Host;

/// <summary>The end of a file.</summary>
/// <param name="Content">Its last bytes.</param>
/// <param name="IsWhole">They are the whole file.</param>
public sealed record FileTail(ReadOnlyMemory<byte> Content, bool IsWhole);
