namespace Agent.Kubernetes.Api;

/// <summary>No answer of the API server: it cannot be reached, TLS failed, or the connection ended within the answer.</summary>
public sealed class ApiConnectionException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What failed, without secrets.</param>
    /// <param name="requestSent">The server may have acted on the request.</param>
    /// <param name="inner">The cause.</param>
    public ApiConnectionException(string message, bool requestSent, Exception? inner = null)
        : base(message, inner) => RequestSent = requestSent;

    /// <summary>The request may have reached the server, so that a write may have taken effect.</summary>
    public bool RequestSent { get; }
}
