using Agent.Cri.Protocol;
using Agent.Runtime.Shims;

namespace Agent.Runtime.Specs;

/// <summary>Which user a container runs as.</summary>
internal static class UserSelection
{
    /// <summary>
    /// The user of a security context; without one, the user the runtime runs as. Names are the host's.
    /// </summary>
    /// <exception cref="SpecException">The name is unknown, or the runtime may not become that user.</exception>
    public static ProcessUser Choose(LinuxContainerSecurityContext? context, HostFacts host)
    {
        context ??= new LinuxContainerSecurityContext();
        var uid = context.RunAsUser is { } number ? Number(number.Value, "run_as_user")
            : context.RunAsUsername.Length > 0 ? ByName(context.RunAsUsername, host)
            : host.Uid;
        var gid = context.RunAsGroup is { } group ? Number(group.Value, "run_as_group")
            : uid == host.Uid ? host.Gid
            : host.Users.GidOf(uid);
        var requested = context.SupplementalGroups.Select(group => Number(group, "supplemental_groups")).ToList();
        if (!host.CanChangeUser)
        {
            return Unchanged(uid, gid, requested, host);
        }

        var own = context.SupplementalGroupsPolicy == SupplementalGroupsPolicy.Strict ? [] : host.Users.GroupsOf(uid);
        return new ProcessUser(uid, gid, [.. own.Concat(requested).Distinct()]);
    }

    private static ProcessUser Unchanged(uint uid, uint gid, List<uint> requested, HostFacts host)
    {
        if (uid != host.Uid)
        {
            throw new SpecException($"cannot run as user {uid}: the runtime runs as user {host.Uid} and only root may change that");
        }

        if (gid != host.Gid)
        {
            throw new SpecException($"cannot run as group {gid}: the runtime runs as group {host.Gid} and only root may change that");
        }

        foreach (var group in requested)
        {
            if (group != host.Gid && !host.Groups.Contains(group))
            {
                throw new SpecException(
                    $"cannot add supplementary group {group} (fsGroup, supplementalGroups): user {host.Uid}, which the runtime runs as, "
                    + "is not in it and only root may change that");
            }
        }

        return new ProcessUser(uid, gid, host.Groups);
    }

    private static uint ByName(string name, HostFacts host) =>
        uint.TryParse(name, out var number) ? number
        : host.Users.UidOf(name) ?? throw new SpecException($"unable to find user {name}: no matching entries in the host's passwd file");

    private static uint Number(long value, string field) => value is >= 0 and < uint.MaxValue
        ? (uint)value
        : throw new SpecException($"{field} {value} must be between 0 and {uint.MaxValue - 1}");
}
