namespace Agent.Runtime.Logs;

/// <summary>The two streams of a container.</summary>
internal enum LogStream
{
    /// <summary>Descriptor 1.</summary>
    Stdout = 0,

    /// <summary>Descriptor 2.</summary>
    Stderr = 1,
}
