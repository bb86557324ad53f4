namespace Agent.Node.Status;

/// <summary>Who goes first when statuses wait to be sent.</summary>
internal enum StatusUrgency
{
    /// <summary>A pod that ends: its name, its addresses and its place are waited for.</summary>
    Deletion,

    /// <summary>A pod that becomes ready for the first time: others wait to use it.</summary>
    FirstReady,

    /// <summary>Everything else.</summary>
    Normal,
}
