using Agent.Node.Runtime;

namespace Agent.Node.Containers;

/// <summary>Brings a container's record in line with a reading of the runtime.</summary>
internal static class ContainerObservation
{
    /// <summary>Exit code of a container that vanished, as the kubelet reports it.</summary>
    public const int LostExitCode = 137;

    /// <summary>Reason of a container that vanished.</summary>
    public const string LostReason = "ContainerStatusUnknown";

    /// <summary>The record after the reading.</summary>
    /// <param name="record">The record before.</param>
    /// <param name="instances">All instances of the name, newest first.</param>
    /// <param name="now">Now.</param>
    public static ContainerRecord Apply(ContainerRecord record, IReadOnlyList<ContainerInstance> instances, DateTimeOffset now)
    {
        // A call is under way whose answer tells more than this reading can.
        if (record.Phase is ContainerPhase.Creating or ContainerPhase.Starting)
        {
            return record;
        }

        instances = [.. instances.Select(i => WithMessage(i, record))];
        IReadOnlyList<string> ids = [.. instances.Select(i => i.Id)];
        var seen = record with
        {
            InstanceIds = ids.SequenceEqual(record.InstanceIds) ? record.InstanceIds : ids,
            Previous = instances.Count > 1 ? instances[1] : record.Previous,
            LastRestartCount = instances.Select(i => i.RestartCount).Append(record.LastRestartCount).Max(),
        };
        return instances.Count == 0 ? Vanished(seen, now) : Newest(seen, record, instances[0], now);
    }

    /// <summary>A reading of the runtime does not say what the application said of its end; what was read of that stays.</summary>
    private static ContainerInstance WithMessage(ContainerInstance instance, ContainerRecord record) =>
        instance.State != ContainerInstanceState.Exited ? instance
        : instance.Id == record.Instance?.Id ? instance with { AppMessage = record.Instance.AppMessage }
        : instance.Id == record.Previous?.Id ? instance with { AppMessage = record.Previous.AppMessage }
        : instance;

    private static ContainerRecord Vanished(ContainerRecord record, DateTimeOffset now) => record.Instance switch
    {
        { State: ContainerInstanceState.Running } lost => Enter(record, ContainerPhase.Exited, now) with
        {
            Instance = lost with
            {
                State = ContainerInstanceState.Exited,
                ExitCode = LostExitCode,
                Reason = LostReason,
                Message = "The container is gone from the runtime",
                FinishedAt = now.ToUnixTimeMilliseconds() * 1_000_000,
            },
        },
        { State: ContainerInstanceState.Exited } => record.Phase is ContainerPhase.Recovering or ContainerPhase.Stopping ? Enter(record, ContainerPhase.Exited, now) : record,
        _ => record.Phase is ContainerPhase.Recovering or ContainerPhase.Stopping
            ? Enter(record, ContainerPhase.Waiting, now) with { Instance = null }
            : record with { Instance = null },
    };

    private static ContainerRecord Newest(ContainerRecord seen, ContainerRecord before, ContainerInstance newest, DateTimeOffset now)
    {
        var isNews = before.Instance?.Id != newest.Id || before.Instance.State != newest.State || before.Phase == ContainerPhase.Recovering;
        seen = seen with { Instance = newest, Previous = before.Instance is { } old && old.Id != newest.Id ? seen.Previous ?? old : seen.Previous };
        if (!isNews)
        {
            return seen;
        }

        return newest.State switch
        {
            // A stop under way stays one until the container has exited.
            ContainerInstanceState.Running when before.Phase == ContainerPhase.Stopping => seen,
            ContainerInstanceState.Running => Enter(seen, ContainerPhase.Running, now) with { Failures = 0 },
            ContainerInstanceState.Exited => Enter(seen, ContainerPhase.Exited, now),
            _ => Enter(seen, ContainerPhase.Waiting, now),
        };
    }

    /// <summary>Enters a phase: what belonged to the old one is cleared.</summary>
    public static ContainerRecord Enter(ContainerRecord record, ContainerPhase phase, DateTimeOffset now) => record with
    {
        Phase = phase,
        Since = now,
        Reason = "",
        Message = "",
        DueAt = null,
        Hook = null,
        Failure = IsKept(record, phase) ? record.Failure : null,
        StopReason = phase == ContainerPhase.Stopping ? record.StopReason : "",
        Resizing = null,
        ResizeError = "",
        ResizeDueAt = null,
        StopHeld = phase == ContainerPhase.Stopping && record.StopHeld,
        ResetCount = phase is ContainerPhase.Running or ContainerPhase.Exited ? null : record.ResetCount,
        ResetExitAt = phase is ContainerPhase.Running or ContainerPhase.Exited ? null : record.ResetExitAt,
    };

    // Once it runs nothing failed any more; an exit speaks for itself, unless the agent brought it about.
    private static bool IsKept(ContainerRecord record, ContainerPhase phase) => phase switch
    {
        ContainerPhase.Running => false,
        ContainerPhase.Exited => record.Phase == ContainerPhase.Stopping && record.Failure?.Reason == StartFailure.PostStartHook,
        _ => true,
    };
}
