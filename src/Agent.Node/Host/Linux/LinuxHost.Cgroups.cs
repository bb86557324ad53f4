using Agent.Node.Host.Cgroups;
using Agent.Node.Host.Linux.Cgroups;

namespace Agent.Node.Host.Linux;

/// <content>Cgroups.</content>
public sealed partial class LinuxHost
{
    private readonly CgroupTree _cgroups = new();

    /// <inheritdoc/>
    public Task<CgroupFacts> PrepareCgroupsAsync(IReadOnlyList<CgroupSettings> groups, CancellationToken cancellation) =>
        _threads.Run(CgroupTree.DefaultRoot, () => _cgroups.Prepare(groups), cancellation);

    /// <inheritdoc/>
    public Task ApplyCgroupAsync(CgroupSettings group, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(group);
        return _threads.Run("cgroup " + group.Path, () => _cgroups.Apply(group), cancellation);
    }

    /// <inheritdoc/>
    public Task RemoveCgroupAsync(string path, CancellationToken cancellation) =>
        _threads.Run("cgroup " + path, () => _cgroups.Remove(path), cancellation);
}
