namespace Agent.Hosting;

/// <summary>Decides when the heap that a burst of work left is given back to the machine. Pure: readings in, decision out.</summary>
/// <param name="Allocated">Bytes allocated by the process at the last look.</param>
/// <param name="Trimmed">Bytes allocated by the process when the heap was last given back.</param>
internal readonly record struct HeapTrim(long Allocated, long Trimmed)
{
    /// <summary>
    /// A process that allocated less than this between two looks is quiet: its pods are being watched, not started. A pod's start
    /// allocates about 1 MB.
    /// </summary>
    public const long QuietBytes = 16L << 20;

    /// <summary>What must have been allocated since the last time to be worth the pause of a full collection, about 30 ms.</summary>
    public const long WorthBytes = 64L << 20;

    /// <summary>Takes a look.</summary>
    /// <param name="allocated">Bytes allocated by the process so far; never falls.</param>
    /// <returns>The state for the next look, and whether to give the heap back now.</returns>
    public (HeapTrim Next, bool IsDue) Look(long allocated)
    {
        var isDue = allocated - Allocated < QuietBytes && allocated - Trimmed >= WorthBytes;
        return (new HeapTrim(allocated, isDue ? allocated : Trimmed), isDue);
    }
}
