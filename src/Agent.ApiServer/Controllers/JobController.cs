using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.ApiServer.Subresources;
using Agent.Kubernetes;

namespace Agent.ApiServer.Controllers;

/// <summary>Runs pods until enough of them have succeeded, or too many have failed.</summary>
internal sealed class JobController(ClusterWriter cluster) : Controller
{
    private const string Component = "job-controller";

    private static readonly ResourceDefinition Jobs = ResourceCatalog.Get("batch", "jobs");

    public override void Note(StoredObject? before, StoredObject? after)
    {
        var one = (after ?? before)!;
        if (one.Definition == Jobs)
        {
            if (after is not null)
            {
                Queue(one.Key);
            }
        }
        else if (one.Definition == ClusterWriter.Pods)
        {
            foreach (var owner in one.Owners)
            {
                if (cluster.Owners.Find(owner) is var (definition, key) && definition == Jobs)
                {
                    Queue(key);
                }
            }
        }
    }

    protected override void Reconcile(ObjectKey key, DateTimeOffset now)
    {
        if (cluster.Find(Jobs, key) is not { IsTerminating: false } job)
        {
            return;
        }

        var next = job.ToTree();
        var spec = next.Ensure("spec");
        var status = next.Ensure("status");
        if (Ended(status) is { } ended)
        {
            Expire(job, spec, ended, now);
            return;
        }

        var pods = cluster.PodsOf(job.Uid);
        var active = pods.Where(p => !p.Pod.IsOver && !p.IsTerminating).ToList();
        var succeeded = pods.Count(p => p.Pod.Phase == "Succeeded");
        var failed = pods.Count(p => p.Pod.Phase == "Failed");
        var isSuspended = spec.Flag("suspend") == true;
        if (!isSuspended && status["startTime"] is null)
        {
            status["startTime"] = KubernetesTime.Format(now);
        }

        var plan = JobPlan.Next(spec, status, active.Count, succeeded, failed, now);
        switch (plan.Verdict)
        {
            case JobVerdict.Complete:
                status["completionTime"] = KubernetesTime.Format(now);
                StatusConditions.Set(next, "SuccessCriteriaMet", "True", now, "CompletionsReached", "Reached expected number of succeeded pods");
                StatusConditions.Set(next, "Complete", "True", now, "CompletionsReached", "Reached expected number of succeeded pods");
                cluster.Event(job, Component, "Normal", "Completed", "Job completed");
                break;
            case JobVerdict.Failed:
                StatusConditions.Set(next, "FailureTarget", "True", now, plan.Reason, plan.Message);
                StatusConditions.Set(next, "Failed", "True", now, plan.Reason, plan.Message);
                cluster.Event(job, Component, "Warning", plan.Reason!, plan.Message!);
                break;
        }

        if (plan.Due is { } due)
        {
            QueueAt(key, due);
        }

        var gone = PodRanking.FirstToGo(active).Take(plan.Delete).ToList();
        foreach (var pod in gone)
        {
            cluster.Delete(pod);
        }

        var made = Create(job, spec, plan.Create);
        Counts.Set(status, "active", active.Count - gone.Count + made);
        Counts.Set(status, "ready", active.Except(gone).Count(p => p.Pod.IsReady));
        Counts.Set(status, "succeeded", succeeded);
        Counts.Set(status, "failed", failed);
        if (cluster.Find(Jobs, key) is { } latest)
        {
            cluster.UpdateStatus(latest, next);
        }
    }

    private static DateTimeOffset? Ended(JsonObject status)
    {
        var done = ((JsonObject?)status).Objects("conditions")
            .FirstOrDefault(c => c.Text("type") is "Complete" or "Failed" && c.Text("status") == "True");
        return done is null ? null
            : KubernetesTime.TryParse(done.Text("lastTransitionTime"), out var at) ? at : DateTimeOffset.MinValue;
    }

    private void Expire(StoredObject job, JsonObject spec, DateTimeOffset ended, DateTimeOffset now)
    {
        if (spec.Number("ttlSecondsAfterFinished") is not { } seconds)
        {
            return;
        }

        if (ended.AddSeconds(seconds) <= now)
        {
            cluster.Delete(job, propagation: "Foreground");
        }
        else
        {
            QueueAt(job.Key, ended.AddSeconds(seconds));
        }
    }

    private int Create(StoredObject job, JsonObject spec, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var pod = ClusterWriter.PodOf(job, spec.Object("template") ?? []);
            if (!cluster.TryCreate(ClusterWriter.Pods, job.Key.Namespace, pod, out var name))
            {
                cluster.Event(job, Component, "Warning", "FailedCreate", "Error creating: " + name);
                return i;
            }

            cluster.Event(job, Component, "Normal", "SuccessfulCreate", "Created pod: " + name);
        }

        return count;
    }
}
