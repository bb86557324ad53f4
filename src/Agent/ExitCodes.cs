namespace Agent;

/// <summary>What the process returns.</summary>
internal static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The command could not be carried out: a bad configuration, no such pod, a runtime that does not start.</summary>
    public const int Failure = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;
}
