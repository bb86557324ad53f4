namespace Agent.Runtime.Processes;

/// <summary>
/// Which processes belong to a container when there is no cgroup to ask. Three marks are combined, because a program may shed
/// any one of them: the session the container began with, descent from a member, and <see cref="Marker"/> in the environment.
/// Only a program that changes its session, loses its parent and clears its environment gets away.
/// </summary>
internal static class ContainerMembers
{
    /// <summary>The environment variable every process of a container is given; the value is the container's id.</summary>
    public const string Marker = "AGENT_CONTAINER_ID";

    /// <summary>The members of a container.</summary>
    /// <param name="snapshot">All processes.</param>
    /// <param name="main">
    /// The container's first process; its number is also its session's. Null when it ended unseen: the number may be another's
    /// by now, and only the mark is to be trusted.
    /// </param>
    /// <param name="containerId">The container's mark; null to go by session and descent alone.</param>
    public static IReadOnlyList<ProcessStat> Of(ProcessSnapshot snapshot, ProcessIdentity? main, string? containerId)
    {
        // Nothing older than the container can be part of it.
        var candidates = snapshot.All.Where(process => process.StartTime >= (main?.StartTime ?? 0)).ToList();
        var members = candidates
            .Where(process => process.Session == main?.Pid || (containerId is not null && snapshot.MarkOf(process) == containerId))
            .ToDictionary(process => process.Pid);

        // Descendants, however deep: again until nothing new is found.
        bool grew;
        do
        {
            grew = false;
            foreach (var process in candidates.Where(process => members.ContainsKey(process.Parent)))
            {
                grew |= members.TryAdd(process.Pid, process);
            }
        }
        while (grew);

        return [.. members.Values];
    }
}
