namespace Agent.Settings;

/// <summary>What <c>run</c> shows.</summary>
internal enum OutputForm
{
    /// <summary>Log lines.</summary>
    Log,

    /// <summary>A live table of pods.</summary>
    Table,
}
