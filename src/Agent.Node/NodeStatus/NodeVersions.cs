using System.Globalization;
using Agent.Kubernetes;

namespace Agent.Node.NodeStatus;

/// <summary>Order of the versions of a node's object.</summary>
internal static class NodeVersions
{
    /// <summary>
    /// The newer of what was just read and what is known: an API server's cache may be behind what another one has answered.
    /// </summary>
    public static V1Node Newer(V1Node read, V1Node? known) =>
        known is not null && known.Metadata.Uid == read.Metadata.Uid
            && ulong.TryParse(read.Metadata.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var mine)
            && ulong.TryParse(known.Metadata.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var theirs)
            && mine < theirs
            ? known
            : read;
}
