namespace Agent.Server.Local;

/// <summary>No agent answers where one was expected.</summary>
public sealed class AgentUnreachableException : Exception
{
    /// <summary>Says where, and why.</summary>
    public AgentUnreachableException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
