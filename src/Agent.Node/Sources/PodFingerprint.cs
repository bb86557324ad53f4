using System.Globalization;
using System.Text;
using Agent.Kubernetes;

namespace Agent.Node.Sources;

/// <summary>A UID made of what a static pod says and where it stands, so that every edit makes another pod of it.</summary>
internal static class PodFingerprint
{
    // FNV-1a with 128 bits: offset basis and prime.
    private static readonly UInt128 Basis = new(0x6c62272e07bb0142, 0x62b821756295c58d);
    private static readonly UInt128 Prime = new(0x0000000001000000, 0x000000000000013b);

    /// <summary>32 hex digits.</summary>
    /// <param name="pod">The pod, defaulted but not yet renamed.</param>
    /// <param name="nodeName">The node.</param>
    /// <param name="location"><c>file:path</c> or <c>url:address</c>.</param>
    public static string Of(V1Pod pod, string nodeName, string location)
    {
        var hash = Hash(Basis, KubernetesJson.SerializeToUtf8Bytes(pod));
        hash = Hash(hash, Encoding.UTF8.GetBytes($"host:{nodeName}"));
        hash = Hash(hash, Encoding.UTF8.GetBytes(location));
        return hash.ToString("x32", CultureInfo.InvariantCulture);
    }

    internal static UInt128 Hash(ReadOnlySpan<byte> bytes) => Hash(Basis, bytes);

    private static UInt128 Hash(UInt128 hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * Prime;
        }

        return hash;
    }
}
