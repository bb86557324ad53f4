using Agent.Kubernetes.Manifests;

namespace Agent.Kubernetes.Kubeconfig;

/// <summary>What a kubeconfig says of the API server cannot be used. The message names file, line, field and what is allowed.</summary>
public sealed class KubeconfigException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, from 1; 0 when it is not known.</param>
    /// <param name="field">The field, as in <c>users[admin].user.token</c>; empty for the whole file.</param>
    /// <param name="message">What was found and what is allowed; no secret.</param>
    /// <param name="inner">The cause.</param>
    public KubeconfigException(string file, int line, string field, string message, Exception? inner = null)
        : base(new ManifestError(file, line, field, message).ToString(), inner)
    {
    }
}
