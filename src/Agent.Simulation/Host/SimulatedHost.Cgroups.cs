using Agent.Node.Host.Cgroups;

namespace Agent.Simulation.Host;

/// <content>Cgroups.</content>
public sealed partial class SimulatedHost
{
    private readonly SortedDictionary<string, CgroupSettings> _cgroups = new(StringComparer.Ordinal);

    /// <summary>Why cgroups cannot be made; empty: they can.</summary>
    public string CgroupProblem { get; set; } = "";

    /// <summary>Version of the machine's cgroups.</summary>
    public int CgroupVersion { get; set; } = 2;

    /// <summary>The cgroups that were made, as last set, by path.</summary>
    public IReadOnlyDictionary<string, CgroupSettings> Cgroups => _cgroups;

    /// <inheritdoc/>
    public Task<CgroupFacts> PrepareCgroupsAsync(IReadOnlyList<CgroupSettings> groups, CancellationToken cancellation) => Call(
        "PrepareCgroups",
        "",
        () =>
        {
            foreach (var group in groups.Where(_ => CgroupProblem.Length == 0))
            {
                _cgroups[group.Path] = group;
            }

            return new CgroupFacts
            {
                Version = CgroupVersion,
                HasSwap = CgroupVersion > 0,
                IsReady = groups.Count > 0 && CgroupProblem.Length == 0,
                Problem = CgroupProblem,
            };
        },
        cancellation);

    /// <inheritdoc/>
    public Task ApplyCgroupAsync(CgroupSettings group, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(group);
        return Call("ApplyCgroup", group.Path, () => _cgroups[group.Path] = group, cancellation);
    }

    /// <inheritdoc/>
    public Task RemoveCgroupAsync(string path, CancellationToken cancellation) =>
        Call("RemoveCgroup", path, () => _cgroups.Remove(path), cancellation);
}
