namespace Agent.Node.Host;

/// <summary>The files of the host that one instance of a container needs; see <see cref="IHost.PrepareContainerFilesAsync"/>.</summary>
/// <param name="PodDirectory">The pod's directory, <c>pods/&lt;uid&gt;</c> below the root directory.</param>
/// <param name="Container">The container's name.</param>
public sealed record ContainerFiles(string PodDirectory, string Container)
{
    /// <summary>What the pod's <c>etc-hosts</c> is to say; null: the file is not touched.</summary>
    public string? Hosts { get; init; }

    /// <summary>Where <see cref="NodeHosts"/> go in <see cref="Hosts"/>: so many characters from its beginning.</summary>
    public int NodeHostsAt { get; init; }

    /// <summary>The node's own hosts file, whose text goes into <see cref="Hosts"/>; null: it does not.</summary>
    public string? NodeHosts { get; init; }

    /// <summary>Name of the file to make for the instance's termination message; empty: none.</summary>
    public string MessageFile { get; init; } = "";

    /// <summary>Names of the message files of earlier instances that are still needed; all others are deleted.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Path of the pod's hosts file.</summary>
    public string HostsPath => Path.Combine(PodDirectory, "etc-hosts");

    /// <summary>Directory of the container's message files.</summary>
    public string MessageDirectory => Path.Combine(PodDirectory, "containers", Container);

    /// <summary>Path of the file for the termination message.</summary>
    public string MessagePath => Path.Combine(MessageDirectory, MessageFile);

    /// <summary>The hosts file's text, once the node's own is known.</summary>
    /// <param name="ofNode">Text of <see cref="NodeHosts"/>.</param>
    public string HostsWith(string ofNode) => (Hosts ?? "").Insert(NodeHostsAt, ofNode);
}
