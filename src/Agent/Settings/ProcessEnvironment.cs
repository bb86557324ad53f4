namespace Agent.Settings;

/// <summary>What the agent takes from the process around it, in one place so that tests can choose it.</summary>
internal sealed record ProcessEnvironment
{
    /// <summary>The directory that relative paths are relative to.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The machine's name.</summary>
    public required string HostName { get; init; }

    /// <summary>The effective user id.</summary>
    public required uint UserId { get; init; }

    /// <summary>Directory for temporary files.</summary>
    public required string TemporaryDirectory { get; init; }

    /// <summary>Directory for a user's state (XDG_STATE_HOME); null when the user has no home.</summary>
    public string? StateHome { get; init; }

    /// <summary>Where the service manager listens (NOTIFY_SOCKET); null when there is none.</summary>
    public string? NotifySocket { get; init; }

    /// <summary>Time within which the service manager wants to hear from a service (WATCHDOG_USEC); null for never.</summary>
    public TimeSpan? Watchdog { get; init; }

    /// <summary>Whether standard output is a terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>The process as it is.</summary>
    public static ProcessEnvironment Current()
    {
        var home = Environment.GetEnvironmentVariable("HOME");
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        return new ProcessEnvironment
        {
            WorkingDirectory = Environment.CurrentDirectory,
            HostName = Environment.MachineName,
            UserId = Libc.EffectiveUserId(),
            TemporaryDirectory = Path.GetTempPath().TrimEnd('/'),
            StateHome = Path.IsPathFullyQualified(state ?? "") ? state
                : Path.IsPathFullyQualified(home ?? "") ? Path.Combine(home!, ".local", "state")
                : null,
            NotifySocket = Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 } socket ? socket : null,
            Watchdog = long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), out var microseconds) && microseconds > 0
                ? TimeSpan.FromMicroseconds(microseconds)
                : null,
            IsTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"),
        };
    }
}
