using Agent.Kubernetes;

namespace Agent.Node.Resources;

/// <summary>Sizes of huge pages, as resources and as the runtime name them.</summary>
internal static class HugePageSizes
{
    private const string Prefix = "hugepages-";

    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB"];

    /// <summary>Bytes of a page of a resource such as <c>hugepages-2Mi</c>; null: it is none of huge pages.</summary>
    public static long? Of(string resource) =>
        resource.StartsWith(Prefix, StringComparison.Ordinal) && Quantity.TryParse(resource[Prefix.Length..], out var size) ? size.Value() : null;

    /// <summary>Name of a page size in bytes as runtimes and cgroups spell it: <c>2MB</c>, <c>1GB</c>.</summary>
    public static string Name(long bytes)
    {
        var unit = 0;
        while (bytes >= 1024 && bytes % 1024 == 0 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return bytes.ToString(System.Globalization.CultureInfo.InvariantCulture) + Units[unit];
    }
}
