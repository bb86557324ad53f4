namespace Agent.Node.Sources;

/// <summary>What happened to a pod of a source.</summary>
public enum PodChangeKind
{
    /// <summary>It is gone from the source; a pod of the API server, from the API.</summary>
    Remove,

    /// <summary>It is new.</summary>
    Add,

    /// <summary>Something the node acts upon changed.</summary>
    Update,

    /// <summary>It changed and is to be deleted gracefully.</summary>
    Delete,

    /// <summary>Only its status in the API changed.</summary>
    Reconcile,
}
