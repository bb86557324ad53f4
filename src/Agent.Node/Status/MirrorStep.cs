namespace Agent.Node.Status;

/// <summary>What is to be done about the mirror of a static pod.</summary>
internal enum MirrorStep
{
    None,

    /// <summary>Create it.</summary>
    Create,

    /// <summary>Delete the one that is there.</summary>
    Delete,
}
