namespace Agent.Node.Host;

/// <summary>A server that was asked over TLS answered in plain HTTP.</summary>
public sealed class PlaintextAnswerException : IOException
{
    /// <summary>With a text for people.</summary>
    public PlaintextAnswerException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
