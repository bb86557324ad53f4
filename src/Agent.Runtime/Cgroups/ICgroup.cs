using Agent.Cri.Protocol;

namespace Agent.Runtime.Cgroups;

/// <summary>The cgroup of one container.</summary>
internal interface ICgroup
{
    /// <summary>Makes it, and every parent that is missing, and sets its limits.</summary>
    /// <exception cref="IOException">The kernel refuses a value; the message names the file and the value.</exception>
    void Create(LinuxContainerResources? resources);

    /// <summary>Moves a process with all of its threads into it.</summary>
    void Add(int pid);

    /// <summary>Changes its limits; what is 0 or empty stays as it is.</summary>
    /// <exception cref="IOException">The kernel refuses a value; the message names the file and the value.</exception>
    void Update(LinuxContainerResources resources);

    /// <summary>The processes in it and in cgroups below it.</summary>
    IReadOnlyList<int> Processes();

    /// <summary>Whether the kernel has killed a process in it for want of memory.</summary>
    bool HasOomKills();

    /// <summary>What it has used, or null when it is gone.</summary>
    CgroupUsage? Usage();

    /// <summary>Removes it and those below it. False while it still holds processes.</summary>
    bool Remove();
}
