namespace Agent.Kubernetes.Api;

/// <summary>Types of request bodies.</summary>
public static class ApiContentTypes
{
    /// <summary>An object.</summary>
    public const string Json = "application/json";

    /// <summary>A list of operations (RFC 6902).</summary>
    public const string JsonPatch = "application/json-patch+json";

    /// <summary>A merge patch (RFC 7386).</summary>
    public const string MergePatch = "application/merge-patch+json";

    /// <summary>Kubernetes' strategic merge patch.</summary>
    public const string StrategicMergePatch = "application/strategic-merge-patch+json";

    /// <summary>A server-side apply configuration; YAML, of which JSON is a part.</summary>
    public const string ApplyPatch = "application/apply-patch+yaml";
}
