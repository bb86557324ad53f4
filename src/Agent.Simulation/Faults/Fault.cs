using Agent.Simulation.Ports;
using Grpc.Core;

namespace Agent.Simulation.Faults;

/// <summary>Something that goes wrong with the calls it matches.</summary>
public sealed record Fault
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The call; null: every call. See <see cref="CallSubject.Method"/>.</summary>
    public string? Method { get; init; }

    /// <summary>UID or name of the pod; null: calls of every pod and of none.</summary>
    public string? Pod { get; init; }

    /// <summary>The container's name; null: every container and none.</summary>
    public string? Container { get; init; }

    /// <summary>Share of the matching calls that are hit, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>How many calls are hit before the fault is over; null: all until it is lifted.</summary>
    public int? Times { get; init; }

    /// <summary>The status code of the error, for calls of the runtime.</summary>
    public StatusCode Code { get; init; } = StatusCode.Unknown;

    /// <summary>The text of the error.</summary>
    public string Message { get; init; } = "injected fault";

    /// <summary>How much longer a delayed call takes.</summary>
    public TimeSpan Delay { get; init; }

    internal bool Matches(CallSubject subject) =>
        (Method is null || Method == subject.Method)
        && (Pod is null || (Pod.Length > 0 && (Pod == subject.PodUid || Pod == subject.PodName)))
        && (Container is null || Container == subject.Container);
}
