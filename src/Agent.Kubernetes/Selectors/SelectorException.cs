namespace Agent.Kubernetes.Selectors;

/// <summary>A selector is not well formed; the API server answers 400.</summary>
public sealed class SelectorException : FormatException
{
    /// <summary>Makes the exception.</summary>
    public SelectorException(string message)
        : base(message)
    {
    }
}
