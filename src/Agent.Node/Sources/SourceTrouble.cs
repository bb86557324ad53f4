namespace Agent.Node.Sources;

/// <summary>A source could not be read; it says nothing of its pods, so those of the last <see cref="SourceSnapshot"/> stay.</summary>
/// <param name="Source">file, http or api.</param>
/// <param name="Problem">Why; empty: it can be read again.</param>
internal sealed record SourceTrouble(string Source, string Problem);
