using System.Text.Json.Nodes;

namespace Agent.ApiServer.Persistence;

/// <summary>What of a cluster outlives its process.</summary>
/// <param name="Version">The last resource version.</param>
/// <param name="AuthorityCertificate">The authority's certificate, PEM.</param>
/// <param name="AuthorityKey">Its key, PEM.</param>
/// <param name="TokenKey">The key that signs tokens, PEM.</param>
/// <param name="Objects">The objects.</param>
internal sealed record ClusterState(
    long Version, string AuthorityCertificate, string AuthorityKey, string TokenKey, IReadOnlyList<JsonObject> Objects)
{
    /// <summary>Names no key.</summary>
    public override string ToString() => $"{Objects.Count} objects at version {Version}";
}
