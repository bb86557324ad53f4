namespace Agent.CommandLine;

/// <summary>What this version makes of a flag.</summary>
internal enum FlagSupport
{
    /// <summary>It works.</summary>
    Works,

    /// <summary>A flag of the kubelet that does nothing here yet; using it says so once.</summary>
    NotYet,

    /// <summary>A flag that has no meaning any more; using it says so once.</summary>
    Obsolete,
}
