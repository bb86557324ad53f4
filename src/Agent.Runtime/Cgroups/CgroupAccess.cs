namespace Agent.Runtime.Cgroups;

/// <summary>The cgroups of this host, if there are any this runtime may use; what needs them asks here.</summary>
/// <param name="Host">Null where there are none: containers then run without limits, and their processes are found by other marks.</param>
internal sealed record CgroupAccess(CgroupHost? Host);
