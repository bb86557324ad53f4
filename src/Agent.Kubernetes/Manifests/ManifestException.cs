namespace Agent.Kubernetes.Manifests;

/// <summary>A manifest cannot be used; the reader turns this into the result's error.</summary>
internal sealed class ManifestException(int line, string path, string message) : Exception(message)
{
    /// <summary>The line, from 1; 0 when it is not known.</summary>
    public int Line { get; } = line;

    /// <summary>The field, as in <c>spec.containers[0].name</c>; empty for the whole document.</summary>
    public string Path { get; } = path;
}
