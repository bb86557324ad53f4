using System.Text.Json.Serialization;
using Agent.Runtime.Processes;

namespace Agent.Runtime.State;

/// <summary>How far a container has come. Each change is a new value; the state follows from which times are set.</summary>
internal sealed record ContainerRun
{
    /// <summary>The reason of exit code 0 (containerd's completeExitReason).</summary>
    public const string Completed = "Completed";

    /// <summary>The reason of any other exit code (containerd's errorExitReason).</summary>
    public const string Error = "Error";

    /// <summary>The kernel killed a process of the container for want of memory (containerd's oomExitReason).</summary>
    public const string OomKilled = "OOMKilled";

    /// <summary>The program could not be started (containerd's errorStartReason).</summary>
    public const string StartError = "StartError";

    /// <summary>It ended while no runtime watched (containerd's unknownExitReason).</summary>
    public const string Unknown = "Unknown";

    /// <summary>The exit code of a program that could not be started (containerd's errorStartExitCode).</summary>
    public const int StartErrorCode = 128;

    /// <summary>A container that was made and not started.</summary>
    public static readonly ContainerRun NotStarted = new();

    /// <summary>The first process; also the number of its session.</summary>
    public ProcessIdentity? Process { get; init; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, or could not be started.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Its exit code.</summary>
    public int ExitCode { get; init; }

    /// <summary>One of the constants above; empty before the end.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What went wrong, for people; may be empty.</summary>
    public string Message { get; init; } = "";

    /// <summary>It has been started and not ended.</summary>
    [JsonIgnore]
    public bool IsRunning => StartedAt is not null && FinishedAt is null;

    /// <summary>It ended, or could not be started.</summary>
    [JsonIgnore]
    public bool IsExited => FinishedAt is not null;

    /// <summary>The program runs.</summary>
    public ContainerRun Started(ProcessIdentity process, DateTimeOffset at) => this with { Process = process, StartedAt = at };

    /// <summary>The program could not be started.</summary>
    public ContainerRun FailedToStart(string message, DateTimeOffset at) => this with
    {
        Process = null,
        StartedAt = null,
        FinishedAt = at,
        ExitCode = StartErrorCode,
        Reason = StartError,
        Message = message,
    };

    /// <summary>The program ended.</summary>
    /// <param name="status">How.</param>
    /// <param name="oomKilled">Whether the kernel killed a process of it for want of memory.</param>
    public ContainerRun Exited(ExitStatus status, bool oomKilled) => this with
    {
        FinishedAt = status.At,
        ExitCode = status.Code,
        Reason = oomKilled ? OomKilled : !status.IsKnown ? Unknown : status.Code == 0 ? Completed : Error,
        Message = status.IsKnown ? "" : "the container ended while the runtime was not running; its exit code is not known",
    };
}
