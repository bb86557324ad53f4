namespace Agent.Node.Probes;

/// <summary>The outcome of one probe.</summary>
/// <param name="Outcome">How it went.</param>
/// <param name="Text">What people are told of it; empty for a success.</param>
internal sealed record ProbeAnswer(ProbeOutcome Outcome, string Text)
{
    public static readonly ProbeAnswer Success = new(ProbeOutcome.Success, "");

    public static ProbeAnswer Failure(string text) => new(ProbeOutcome.Failure, text);

    public static ProbeAnswer Error(string text) => new(ProbeOutcome.Error, text);
}
