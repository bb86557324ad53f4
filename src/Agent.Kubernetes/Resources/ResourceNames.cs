namespace Agent.Kubernetes.Resources;

/// <summary>Names of resources, and what Kubernetes derives from them.</summary>
public static class ResourceNames
{
    /// <summary>CPU time, in cores.</summary>
    public const string Cpu = "cpu";

    /// <summary>Memory, in bytes.</summary>
    public const string Memory = "memory";

    /// <summary>Local disk space, in bytes.</summary>
    public const string EphemeralStorage = "ephemeral-storage";

    /// <summary>The number of pods.</summary>
    public const string Pods = "pods";

    /// <summary>What the names of huge page resources begin with; the page size follows, as in hugepages-2Mi.</summary>
    public const string HugePagesPrefix = "hugepages-";

    private const string NativePrefix = "kubernetes.io/";
    private const string QuotaRequestPrefix = "requests.";

    /// <summary>Whether the resource is a size of huge page.</summary>
    public static bool IsHugePages(string name) => name.StartsWith(HugePagesPrefix, StringComparison.Ordinal);

    /// <summary>Whether Kubernetes itself defines the resource: no domain, or kubernetes.io.</summary>
    public static bool IsNative(string name) =>
        !name.Contains('/', StringComparison.Ordinal) || name.Contains(NativePrefix, StringComparison.Ordinal);

    /// <summary>Whether a limit may exceed the request.</summary>
    public static bool IsOvercommitAllowed(string name) => IsNative(name) && !IsHugePages(name);

    /// <summary>Whether the resource is one that a device plugin or an operator defines, under a domain of its own.</summary>
    public static bool IsExtended(string name) =>
        !IsNative(name) && !name.StartsWith(QuotaRequestPrefix, StringComparison.Ordinal);

    /// <summary>Whether the resource may stand in a pod's own resources.</summary>
    public static bool IsPodLevel(string name) => name is Cpu or Memory || IsHugePages(name);
}
