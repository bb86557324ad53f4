using System.Text.Json.Nodes;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Tables;

/// <summary>What is the matter with a pod, in a word.</summary>
internal static class PodState
{
    public static string Of(JsonObject pod)
    {
        var status = pod.Object("status");
        var reason = status?.Text("reason") is { Length: > 0 } own ? own : status?.Text("phase") ?? "";
        if (Condition(status, "PodScheduled")?.Text("reason") == "SchedulingGated")
        {
            reason = "SchedulingGated";
        }

        var (initial, isInitializing) = Initial(pod);
        if (isInitializing)
        {
            reason = initial!;
        }
        else
        {
            reason = Regular(status, reason);
        }

        return pod.Object("metadata")?["deletionTimestamp"] is null ? reason
            : status?.Text("reason") == "NodeLost" ? "Unknown"
            : status?.Text("phase") is "Succeeded" or "Failed" ? reason
            : "Terminating";
    }

    private static (string? Reason, bool IsInitializing) Initial(JsonObject pod)
    {
        var specs = pod.Object("spec").Objects("initContainers").ToList();
        var statuses = pod.Object("status").Objects("initContainerStatuses").ToList();
        for (var i = 0; i < statuses.Count; i++)
        {
            var one = statuses[i];
            var isSidecar = specs.Find(s => s.Text("name") == one.Text("name"))?.Text("restartPolicy") == "Always";
            var ended = one.Object("state").Object("terminated");
            if (ended?.Number("exitCode") == 0 || (isSidecar && one.Flag("started") == true))
            {
                continue;
            }

            if (ended is not null)
            {
                return ("Init:" + Ended(ended), true);
            }

            return one.Object("state").Object("waiting")?.Text("reason") is { Length: > 0 } waits and not "PodInitializing"
                ? ("Init:" + waits, true)
                : ($"Init:{i}/{specs.Count}", true);
        }

        return (null, false);
    }

    private static string Regular(JsonObject? status, string reason)
    {
        var isRunning = false;
        foreach (var one in status.Objects("containerStatuses").Reverse())
        {
            var state = one.Object("state");
            if (state.Object("waiting")?.Text("reason") is { Length: > 0 } waits)
            {
                reason = waits;
            }
            else if (state.Object("terminated") is { } ended)
            {
                reason = Ended(ended);
            }
            else if (one.Flag("ready") == true && state.Object("running") is not null)
            {
                isRunning = true;
            }
        }

        // One container is done while another runs: the pod runs.
        return reason == "Completed" && isRunning
            ? Condition(status, "Ready")?.Text("status") == "True" ? "Running" : "NotReady"
            : reason;
    }

    private static string Ended(JsonObject ended) =>
        ended.Text("reason") is { Length: > 0 } reason ? reason
        : ended.Number("signal") is { } signal and not 0 ? $"Signal:{signal}"
        : $"ExitCode:{ended.Number("exitCode") ?? 0}";

    private static JsonObject? Condition(JsonObject? status, string type) =>
        status.Objects("conditions").FirstOrDefault(c => c.Text("type") == type);
}
