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

    /// <summary>Whether the object is being deleted: it waits for its grace period or its finalizers.</summary>
    public static bool IsBeingDeleted(this IKubernetesObject obj) => obj.Metadata.DeletionTimestamp is not null;

    /// <summary>Whether a finalizer keeps the object.</summary>
    public static bool HasFinalizer(this IKubernetesObject obj, string name) => obj.Metadata.Finalizers?.Contains(name) ?? false;
}
