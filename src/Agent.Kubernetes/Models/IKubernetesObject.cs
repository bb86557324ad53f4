namespace Agent.Kubernetes;

/// <summary>An object of its own in the API: it has a kind and metadata.</summary>
public interface IKubernetesObject
{
    /// <summary>Group and version, <c>v1</c> for the core group; null in entries of a list.</summary>
    string? ApiVersion { get; }

    /// <summary>The kind; null in entries of a list.</summary>
    string? Kind { get; }

    /// <summary>Name, namespace, labels and the rest; never null.</summary>
    V1ObjectMeta Metadata { get; }
}
