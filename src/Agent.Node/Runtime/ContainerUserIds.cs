namespace Agent.Node.Runtime;

/// <summary>The user that a container's first process runs as (CRI <c>status.user.linux</c>).</summary>
/// <param name="Uid">User ID.</param>
/// <param name="Gid">Primary group ID.</param>
/// <param name="SupplementalGroups">Further group IDs, as the runtime lists them.</param>
internal sealed record ContainerUserIds(long Uid, long Gid, IReadOnlyList<long> SupplementalGroups)
{
    /// <inheritdoc/>
    public bool Equals(ContainerUserIds? other) => other is not null && Uid == other.Uid && Gid == other.Gid
        && SupplementalGroups.SequenceEqual(other.SupplementalGroups);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Uid, Gid, SupplementalGroups.Count);
}
