namespace Agent.Display;

/// <summary>How a pod or container is doing, for its colour.</summary>
internal enum RowHealth
{
    /// <summary>It does what it should.</summary>
    Good,

    /// <summary>It is on its way.</summary>
    Moving,

    /// <summary>It has finished.</summary>
    Finished,

    /// <summary>Something went wrong; a next attempt may be on its way.</summary>
    Bad,
}
