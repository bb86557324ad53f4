namespace Agent.Runtime.TestServers;

/// <summary>What the flags of <c>agent testserver</c> say.</summary>
internal sealed record TestServerOptions
{
    /// <summary>Where it listens.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>On which port; 0 for any free one, null to serve nothing.</summary>
    public int? Port { get; init; } = 8080;

    /// <summary>When it ends by itself; null for never.</summary>
    public TimeSpan? ExitAfter { get; init; }

    /// <summary>With which code.</summary>
    public int ExitCode { get; init; }

    /// <summary>SIGTERM is noted and nothing else.</summary>
    public bool IgnoreSigterm { get; init; }

    /// <summary>How long it takes to end after SIGTERM.</summary>
    public TimeSpan StopDelay { get; init; }

    /// <summary>How long /ready answers 503.</summary>
    public TimeSpan ReadyAfter { get; init; }

    /// <summary>After which time /healthz answers 500; null for never.</summary>
    public TimeSpan? UnhealthyAfter { get; init; }

    /// <summary>How often a line is logged; null for never.</summary>
    public TimeSpan? LogEvery { get; init; }

    /// <summary>What is logged; a number is added.</summary>
    public string LogText { get; init; } = "tick";

    /// <summary>Whether that goes to stderr.</summary>
    public bool LogToStderr { get; init; }

    /// <summary>Each request is logged.</summary>
    public bool LogRequests { get; init; }

    /// <summary>Memory held from the start, in bytes.</summary>
    public long Memory { get; init; }

    /// <summary>How many threads use a CPU each from the start.</summary>
    public int Cpu { get; init; }

    /// <summary>Directories that /files serves, besides the container's volumes.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What is written to the termination log at the end; null for nothing.</summary>
    public string? TerminationMessage { get; init; }

    /// <summary>The termination log.</summary>
    public string TerminationLog { get; init; } = "/dev/termination-log";

    /// <summary>Only print the help.</summary>
    public bool Help { get; init; }
}
