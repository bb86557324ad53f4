using Agent.Node.Host.Cgroups;

namespace Agent.Node.Host.Linux.Cgroups;

/// <summary>What differs between the versions of cgroups.</summary>
internal interface ICgroupVersion
{
    /// <summary>1 or 2.</summary>
    int Number { get; }

    /// <summary>Makes a group and sets its limits.</summary>
    /// <exception cref="IOException">The kernel refuses something of it.</exception>
    void Apply(CgroupSettings group);

    /// <summary>Whether a group's swap is counted and can be limited.</summary>
    bool HasSwap(string path);

    /// <summary>The directories of all hierarchies in which a group may exist.</summary>
    IEnumerable<string> Directories(string path);
}
