namespace Agent.Node.Configuration;

/// <summary>Callers that show neither certificate nor token.</summary>
public sealed record KubeletAnonymousAuthentication
{
    /// <summary>Whether callers that show neither certificate nor token are let in, as system:anonymous.</summary>
    [Flag("anonymous-auth")]
    public bool Enabled { get; init; }
}
