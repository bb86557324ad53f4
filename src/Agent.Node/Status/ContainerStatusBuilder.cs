using Agent.Kubernetes;
using Agent.Node.Containers;
using Agent.Node.Containers.Files;
using Agent.Node.Pods;
using Agent.Node.Runtime;

namespace Agent.Node.Status;

/// <summary>
/// The status of one container: its newest instance gives the state, the one before it the last state. What the runtime has
/// forgotten is kept from the status before.
/// </summary>
internal static class ContainerStatusBuilder
{
    /// <summary>All termination messages of a pod together, bytes; the kubelet's limit, shared equally by its containers.</summary>
    public const int MessageBytes = 12288;

    private const string LostMessage = "The container could not be located when the pod was terminated";

    private const string ResetMessage = "The container is removed because RestartAllContainers in place";

    private const string CompletedMessage =
        "Unable to get init container status from container runtime and pod has been initialized";

    /// <summary>The status of one container.</summary>
    /// <param name="context">What is the same for all containers of the pod.</param>
    /// <param name="spec">The container.</param>
    /// <param name="record">What the pod has recorded of it.</param>
    /// <param name="before">Its status as last built, else as the API has it; null: none.</param>
    public static V1ContainerStatus Build(
        ContainerStatusContext context, V1Container spec, ContainerRecord record, V1ContainerStatus? before)
    {
        var newest = record.Instance is { } instance && !IsLost(instance) ? instance : null;
        var status = newest is null ? Absent(context, spec, record, before) : Present(context, spec, record, newest, before);
        return WithHealth(Waiting(context, spec, record, newest, status, before), record);
    }

    /// <summary>The state of a container of which nothing is known any more.</summary>
    public static V1ContainerState Lost() => new()
    {
        Terminated = new V1ContainerStateTerminated
        {
            Reason = ContainerObservation.LostReason,
            Message = LostMessage,
            ExitCode = ContainerObservation.LostExitCode,
        },
    };

    private static bool IsLost(ContainerInstance instance) => instance.Reason == ContainerObservation.LostReason;

    private static V1ContainerStatus Absent(
        ContainerStatusContext context, V1Container spec, ContainerRecord record, V1ContainerStatus? before)
    {
        if (record.Kind == ContainerKind.Init && context.RegularCreated && (record.Failure is null || context.IsEnding))
        {
            return before?.State?.Terminated is { ExitCode: 0 } ? before : Default(context, spec, before) with
            {
                State = new V1ContainerState
                {
                    Terminated = new V1ContainerStateTerminated { Reason = "Completed", Message = CompletedMessage },
                },
            };
        }

        var status = Default(context, spec, before);
        if (record is { ResetCount: { } count, Instance: null })
        {
            return status with
            {
                RestartCount = Math.Max(status.RestartCount, count),
                State = new V1ContainerState { Waiting = new V1ContainerStateWaiting { Reason = RestartAllPlan.Reason, Message = ResetMessage } },
                LastState = new V1ContainerState
                {
                    Terminated = new V1ContainerStateTerminated
                    {
                        Reason = RestartAllPlan.Reason,
                        Message = ResetMessage,
                        ExitCode = ContainerObservation.LostExitCode,
                    },
                },
            };
        }

        if (record.Instance is { } lost)
        {
            // It ran and is gone: a restart, unless the pod ends anyway.
            return status with
            {
                LastState = State(context, lost, null),
                RestartCount = Math.Max(status.RestartCount, lost.RestartCount + (context.IsDeleted ? 0 : 1)),
            };
        }

        if (before?.State?.Terminated is not null)
        {
            return before;
        }

        return before?.State?.Running is not null && record.Kind != ContainerKind.Init
            ? status with { LastState = Lost(), RestartCount = status.RestartCount + (context.IsDeleted ? 0 : 1) }
            : status;
    }

    private static V1ContainerStatus Default(ContainerStatusContext context, V1Container spec, V1ContainerStatus? before) => new()
    {
        Name = spec.Name,
        Image = spec.Image ?? "",
        RestartCount = before?.RestartCount ?? 0,
        LastState = before?.LastState,
        VolumeMounts = before?.VolumeMounts,
        State = new V1ContainerState
        {
            Waiting = new V1ContainerStateWaiting { Reason = context.HasInit ? "PodInitializing" : "ContainerCreating" },
        },
    };

    private static V1ContainerStatus Present(
        ContainerStatusContext context, V1Container spec, ContainerRecord record, ContainerInstance newest, V1ContainerStatus? before)
    {
        var id = Id(context, newest);
        var restarts = Math.Max(newest.RestartCount, before?.RestartCount ?? 0);
        if (before?.State?.Terminated is not null && newest.State == ContainerInstanceState.Running
            && before.ContainerID != id && newest.RestartCount <= before.RestartCount)
        {
            // The runtime has lost count.
            restarts = before.RestartCount + 1;
        }

        return new V1ContainerStatus
        {
            Name = spec.Name,
            ContainerID = id,
            Image = newest.Image,
            ImageID = newest.ImageRef,
            RestartCount = restarts,
            State = State(context, newest, before),
            LastState = LastState(context, record, newest, id, before),
            AllocatedResources = spec.Resources?.Requests,
            Resources = ReportedResources.Of(spec.Resources, record.Actuated, context.Granted.GetValueOrDefault(record.Name)),
            User = newest.User is { } user
                ? new V1ContainerUser
                {
                    Linux = new V1LinuxContainerUser { Uid = user.Uid, Gid = user.Gid, SupplementalGroups = user.SupplementalGroups },
                }
                : null,
            VolumeMounts = before?.VolumeMounts is { Count: > 0 } mounts ? mounts : Mounts(spec),
        };
    }

    private static V1ContainerState? LastState(
        ContainerStatusContext context, ContainerRecord record, ContainerInstance newest, string id, V1ContainerStatus? before)
    {
        if (record.Previous is { State: ContainerInstanceState.Exited } previous && previous.Id != newest.Id)
        {
            return State(context, previous, null);
        }

        return before?.State?.Terminated is not null && before.ContainerID != id ? before.State : before?.LastState;
    }

    private static V1ContainerState State(ContainerStatusContext context, ContainerInstance instance, V1ContainerStatus? before) =>
        instance.State switch
        {
            ContainerInstanceState.Running => new V1ContainerState
            {
                Running = new V1ContainerStateRunning { StartedAt = Time(instance.StartedAt) },
            },
            ContainerInstanceState.Exited => new V1ContainerState
            {
                Terminated = new V1ContainerStateTerminated
                {
                    ContainerID = Id(context, instance),
                    ExitCode = instance.ExitCode,
                    Reason = Text(instance.Reason),
                    Message = Text(Cut(TerminationMessages.Of(instance), context.MessageLimit)),
                    StartedAt = Time(instance.StartedAt),
                    FinishedAt = Time(instance.FinishedAt),
                },
            },
            ContainerInstanceState.Unknown when before?.State?.Running is not null => Lost(),
            _ => new V1ContainerState { Waiting = new V1ContainerStateWaiting() },
        };

    /// <summary>A failed or delayed start shows while the container is to be started; the exit before it moves to the last state.</summary>
    private static V1ContainerStatus Waiting(
        ContainerStatusContext context,
        V1Container spec,
        ContainerRecord record,
        ContainerInstance? newest,
        V1ContainerStatus status,
        V1ContainerStatus? before)
    {
        if (record.Failure is not { } failure || context.IsEnding || IsDone(record, newest)
            || !RestartRules.WillStart(context.Pod, spec, newest is null ? record with { Instance = null } : record))
        {
            return status;
        }

        // A status kept whole is that of a container that is gone; the next one has none of it but the history.
        var basis = ReferenceEquals(status, before) ? Default(context, spec, before) : status;
        return basis with
        {
            LastState = status.State?.Terminated is not null ? status.State : status.LastState,
            State = new V1ContainerState
            {
                Waiting = new V1ContainerStateWaiting { Reason = failure.Reason, Message = Text(failure.Message) },
            },
        };
    }

    private static bool IsDone(ContainerRecord record, ContainerInstance? newest) =>
        record.Kind == ContainerKind.Init && newest is { State: ContainerInstanceState.Exited, ExitCode: 0, Reason: not "OOMKilled" };

    private static V1ContainerStatus WithHealth(V1ContainerStatus status, ContainerRecord record)
    {
        var running = status.State?.Running is not null;
        return record.Kind == ContainerKind.Ephemeral ? status with { Started = null, Ready = false }
            : record.Kind == ContainerKind.Init ? status with { Started = running, Ready = status.State?.Terminated is { ExitCode: 0 } }
            : status with { Started = running && record.Started, Ready = running && record.Started && record.Ready };
    }

    private static IReadOnlyList<V1VolumeMountStatus>? Mounts(V1Container spec) => spec.VolumeMounts is not { Count: > 0 } mounts
        ? null
        :
        [
            .. mounts.Select(m => new V1VolumeMountStatus
            {
                Name = m.Name,
                MountPath = m.MountPath,
                ReadOnly = m.ReadOnly is true ? true : null,
                RecursiveReadOnly = m.ReadOnly is not true ? null : m.RecursiveReadOnly == "Enabled" ? "Enabled" : "Disabled",
            }),
        ];

    private static string Id(ContainerStatusContext context, ContainerInstance instance) => $"{context.RuntimeName}://{instance.Id}";

    private static string? Text(string text) => text.Length > 0 ? text : null;

    private static DateTimeOffset? Time(long nanoseconds) =>
        nanoseconds == 0 ? null : KubernetesTime.ToSeconds(DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick));

    /// <summary>The beginning of a text that fits into so many bytes of UTF-8.</summary>
    private static string Cut(string text, int bytes)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(text) <= bytes)
        {
            return text;
        }

        var used = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += rune.Utf8SequenceLength;
            if (used > bytes)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
