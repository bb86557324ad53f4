using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Requests;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Subresources;

/// <summary>Deletes a pod unless a disruption budget forbids it. The budgets' status is their controller's.</summary>
internal sealed class PodEviction(RequestContext context, ObjectDeleter deleter)
{
    // What upstream asks clients to wait when a budget allows no disruption.
    private const int RetrySeconds = 10;

    private static readonly ResourceDefinition Budgets = ResourceCatalog.Get("policy", "poddisruptionbudgets");

    public ApiResponse Create(ResourceDefinition pods, ApiRequest request)
    {
        var eviction = RequestBody.Object(request, "policy/v1", "Eviction");
        var options = eviction.Object("deleteOptions") ?? [];
        var asked = new DeleteRequest(
            options.Number("gracePeriodSeconds"),
            options.Object("preconditions")?.Text("uid"),
            options.Object("preconditions")?.Text("resourceVersion"),
            options.Text("propagationPolicy"),
            request.IsDryRun() || options.Texts("dryRun").Contains("All"));
        return context.Store.Run(() =>
        {
            var pod = context.Get(pods, request.Namespace, request.Name!);
            var isCounted = !pod.IsTerminating && pod.Field("status.phase") is not ("Succeeded" or "Failed" or "Pending" or "");
            if (isCounted)
            {
                Spend(pod, asked.DryRun);
                pod = Mark(pod, asked.DryRun);
            }

            deleter.Delete(pod, asked);
            return ApiSuccess.Created();
        });
    }

    private StoredObject Mark(StoredObject pod, bool dryRun)
    {
        if (dryRun)
        {
            return pod;
        }

        var tree = pod.ToTree();
        StatusConditions.Set(
            tree, "DisruptionTarget", "True", context.Now, "EvictionByEvictionAPI", "Eviction API: evicting");
        return context.Store.Put(pod.Definition, tree);
    }

    /// <summary>Takes one disruption from the budget that covers a pod.</summary>
    private void Spend(StoredObject pod, bool dryRun)
    {
        var covering = context.Store.List(Budgets, pod.Key.Namespace)
            .Select(b => b.ToTree())
            .Where(b => b.Object("spec").Object("selector") is { } selector && LabelSelectors.Of(selector).Matches(pod.Labels))
            .ToList();
        switch (covering.Count)
        {
            case 0:
                return;
            case > 1:
                throw ApiErrors.Internal("This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        }

        var budget = covering[0];
        var name = budget.Ensure("metadata").Text("name");
        var status = budget.Ensure("status");
        var allowed = status.Number("disruptionsAllowed") ?? 0;
        if (allowed <= 0)
        {
            throw ApiErrors.TooManyRequests(
                "Cannot evict pod as it would violate the pod's disruption budget.",
                RetrySeconds,
                new V1StatusCause
                {
                    Reason = "DisruptionBudget",
                    Message = $"The disruption budget {name} needs {status.Number("desiredHealthy") ?? 0} healthy pods and has "
                        + $"{status.Number("currentHealthy") ?? 0} currently",
                });
        }

        if (!dryRun)
        {
            status["disruptionsAllowed"] = allowed - 1;
            status.Ensure("disruptedPods")[pod.Key.Name] = KubernetesTime.Format(context.Now);
            context.Store.Put(Budgets, budget);
        }
    }
}
