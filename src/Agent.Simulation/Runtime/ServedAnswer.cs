namespace Agent.Simulation.Runtime;

/// <summary>What a simulated container answers over the network.</summary>
public sealed record ServedAnswer
{
    /// <summary>All is well.</summary>
    public static ServedAnswer Ok { get; } = new();

    /// <summary>Nothing listens.</summary>
    public static ServedAnswer Refused { get; } = new() { IsRefused = true };

    /// <summary>Nothing ever comes back.</summary>
    public static ServedAnswer Hangs { get; } = new() { IsHung = true };

    /// <summary>Status code over HTTP; a health check is SERVING below 400.</summary>
    public int StatusCode { get; init; } = 200;

    /// <summary>The header Location of a redirect.</summary>
    public string? Location { get; init; }

    /// <summary>The body.</summary>
    public string Body { get; init; } = "";

    /// <summary>How long the answer takes.</summary>
    public TimeSpan Takes { get; init; }

    /// <summary>The connection is refused.</summary>
    public bool IsRefused { get; init; }

    /// <summary>There is no answer.</summary>
    public bool IsHung { get; init; }

    /// <summary>Answers with a status code.</summary>
    public static ServedAnswer Status(int code) => new() { StatusCode = code };
}
