namespace Agent.Node.NodeStatus;

/// <summary>
/// What the node is short of, as whoever watches its resources last told. A fact (past tense): told to the node status when
/// it changes.
/// </summary>
/// <param name="Memory">Short of memory.</param>
/// <param name="Disk">Short of disk space or inodes.</param>
/// <param name="Pid">Short of process identifiers.</param>
internal sealed record NodePressure(bool Memory, bool Disk, bool Pid)
{
    /// <summary>Short of nothing, also while nobody has said anything.</summary>
    public static NodePressure None { get; } = new(false, false, false);
}
