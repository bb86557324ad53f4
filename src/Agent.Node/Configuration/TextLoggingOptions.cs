namespace Agent.Node.Configuration;

/// <summary>The text log format.</summary>
public sealed record TextLoggingOptions
{
    /// <summary>Whether entries below an error go to standard output and not to standard error.</summary>
    [Flag("log-text-split-stream")]
    public bool SplitStream { get; init; }

    /// <summary>Size of the buffer for split entries, as a quantity of bytes.</summary>
    [Flag("log-text-info-buffer-size")]
    public string InfoBufferSize { get; init; } = "0";
}
