namespace Agent.Kubernetes;

/// <summary>Short ways to what every object has.</summary>
public static class KubernetesObjectExtensions
{
    /// <summary>The object's name, empty when it has none.</summary>
    public static string Name(this IKubernetesObject obj) => obj.Metadata.Name ?? "";

    /// <summary>The object's namespace, empty when it has none.</summary>
    public static string Namespace(this IKubernetesObject obj) => obj.Metadata.Namespace ?? "";

    /// <summary>The object's UID, empty when it has none.</summary>
    public static string Uid(this IKubernetesObject obj) => obj.Metadata.Uid ?? "";

    /// <summary>The value of an annotation, or null.</summary>
    public static string? Annotation(this IKubernetesObject obj, string key) => obj.Metadata.Annotations?.GetValueOrDefault(key);

    /// <summary>The value of a label, or null.</summary>
    public static string? Label(this IKubernetesObject obj, string key) => obj.Metadata.Labels?.GetValueOrDefault(key);
}
