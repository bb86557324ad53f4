using System.Text.Json.Nodes;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Kinds;

/// <summary>Defaults of the objects that make pods.</summary>
internal static class WorkloadKinds
{
    private const int History = 10;
    private const long ProgressDeadlineSeconds = 600;

    public static void Default(string plural, JsonObject value)
    {
        switch (plural)
        {
            case "podtemplates":
                DefaultTemplate(value);
                return;
            case "cronjobs":
                DefaultCronJob(value.Ensure("spec"));
                return;
        }

        var spec = value.Ensure("spec");
        DefaultTemplate(spec);
        switch (plural)
        {
            case "deployments":
                spec.Default("replicas", 1);
                spec.Default("revisionHistoryLimit", History);
                spec.Default("progressDeadlineSeconds", ProgressDeadlineSeconds);
                DefaultRolling(spec.Ensure("strategy"), "25%", "25%");
                break;
            case "daemonsets":
                spec.Default("revisionHistoryLimit", History);
                DefaultRolling(spec.Ensure("updateStrategy"), "0", "1");
                break;
            case "statefulsets":
                spec.Default("replicas", 1);
                spec.Default("revisionHistoryLimit", History);
                spec.Default("podManagementPolicy", "OrderedReady");
                DefaultStateful(spec);
                break;
            case "jobs":
                DefaultJob(value, spec);
                break;
            case "replicationcontrollers":
                DefaultReplication(value, spec);
                break;
            default:
                spec.Default("replicas", 1);
                break;
        }
    }

    private static void DefaultTemplate(JsonObject owner)
    {
        if (owner.Object("template") is { } template)
        {
            template.Ensure("metadata");
            template["spec"] = PodKind.DefaultSpec(template.Ensure("spec"));
        }
    }

    private static void DefaultRolling(JsonObject strategy, string surge, string unavailable)
    {
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Ensure("rollingUpdate").Default("maxSurge", IntOrPercent(surge));
            strategy.Ensure("rollingUpdate").Default("maxUnavailable", IntOrPercent(unavailable));
        }
    }

    private static void DefaultStateful(JsonObject spec)
    {
        var strategy = spec.Ensure("updateStrategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Ensure("rollingUpdate").Default("partition", 0);
        }

        spec.Ensure("persistentVolumeClaimRetentionPolicy").Default("whenDeleted", "Retain");
        spec.Ensure("persistentVolumeClaimRetentionPolicy").Default("whenScaled", "Retain");
    }

    private static void DefaultJob(JsonObject value, JsonObject spec)
    {
        if (spec["completions"] is null && spec["parallelism"] is null)
        {
            spec["completions"] = 1;
        }

        spec.Default("parallelism", 1);
        spec.Default("backoffLimit", 6);
        spec.Default("completionMode", "NonIndexed");
        spec.Default("suspend", false);
        spec.Default("manualSelector", false);
        spec.Default("podReplacementPolicy", "TerminatingOrFailed");
        var metadata = value.Ensure("metadata");
        if (spec.Flag("manualSelector") == true || metadata.Text("uid") is not { } uid || spec.Object("selector") is not null)
        {
            return;
        }

        // The labels by which a job knows its pods are the server's to set.
        var labels = spec.Ensure("template").Ensure("metadata").Ensure("labels");
        foreach (var prefix in (ReadOnlySpan<string>)["batch.kubernetes.io/", ""])
        {
            labels[prefix + "controller-uid"] = uid;
            labels[prefix + "job-name"] = metadata.Text("name");
        }

        spec["selector"] = new JsonObject
        {
            ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = uid },
        };
    }

    private static void DefaultCronJob(JsonObject spec)
    {
        spec.Default("concurrencyPolicy", "Allow");
        spec.Default("suspend", false);
        spec.Default("successfulJobsHistoryLimit", 3);
        spec.Default("failedJobsHistoryLimit", 1);
        DefaultTemplate(spec.Ensure("jobTemplate").Ensure("spec"));
    }

    private static void DefaultReplication(JsonObject value, JsonObject spec)
    {
        spec.Default("replicas", 1);
        if (spec.Object("template").Object("metadata").Object("labels") is { } labels)
        {
            spec.Default("selector", labels.DeepClone());
            value.Ensure("metadata").Default("labels", labels.DeepClone());
        }
    }

    private static JsonNode IntOrPercent(string text) => int.TryParse(text, out var number) ? number : text;
}
