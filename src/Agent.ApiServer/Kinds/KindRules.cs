using System.Text.Json.Nodes;
using Agent.ApiServer.Admission;
using Agent.ApiServer.Json;
using Agent.ApiServer.Requests;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.Kubernetes.Validation;

namespace Agent.ApiServer.Kinds;

/// <summary>What is particular to kinds of objects when they are made and changed.</summary>
internal static class KindRules
{
    /// <summary>Fills in defaults, and what the cluster gives.</summary>
    public static void PrepareNew(ResourceDefinition definition, JsonObject value, RequestContext context)
    {
        switch (Name(definition))
        {
            case "nodes":
                // Kubelets register with their status.
                NodeKind.PrepareNew(value, context.Admission);
                return;
            case "namespaces":
                NamespaceKind.PrepareNew(value);
                return;
            case "pods":
                PodKind.PrepareNew(value, context);
                return;
        }

        if (definition.HasStatus)
        {
            value.Remove("status");
            value["status"] = NewStatus(definition);
        }

        Default(definition, value, null, context);
    }

    /// <summary>Fills in defaults of a changed object.</summary>
    public static void PrepareUpdate(
        ResourceDefinition definition, UpdateScope scope, JsonObject next, JsonObject old, RequestContext context)
    {
        switch (Name(definition))
        {
            case "pods":
                PodKind.Default(next);
                break;
            case "namespaces" when scope == UpdateScope.Main:
                next.CopyFrom(old, "spec");
                break;
            default:
                Default(definition, next, old, context);
                break;
        }
    }

    /// <summary>What is wrong with a new object.</summary>
    public static IReadOnlyList<FieldError> Validate(ResourceDefinition definition, JsonObject value) =>
        definition.Resource is { Group: "", Plural: "pods" } ? PodKind.Validate(value) : CommonValidation.Check(definition, value);

    /// <summary>What is wrong with a changed object.</summary>
    public static IReadOnlyList<FieldError> ValidateUpdate(
        ResourceDefinition definition, UpdateScope scope, JsonObject next, JsonObject old)
    {
        var errors = new List<FieldError>(CommonValidation.CheckFinalizers(next, old));
        if (scope == UpdateScope.Status)
        {
            return errors;
        }

        errors.AddRange(Name(definition) switch
        {
            "pods" => PodUpdateRules.Check(scope, next, old),
            "deployments.apps" or "replicasets.apps" or "daemonsets.apps" or "statefulsets.apps" =>
                CommonValidation.Immutable(next, old, "spec", "selector"),
            "jobs.batch" =>
            [
                .. CommonValidation.Immutable(next, old, "spec", "selector"),
                .. CommonValidation.Immutable(next, old, "spec", "template"),
                .. CommonValidation.Immutable(next, old, "spec", "completions"),
            ],
            "secrets" => [.. CommonValidation.Immutable(next, old, "type"), .. CommonValidation.Sealed(next, old)],
            "configmaps" => CommonValidation.Sealed(next, old),
            _ => [],
        });
        errors.AddRange(CommonValidation.Check(definition, next));
        return errors;
    }

    /// <summary>What comes with an object.</summary>
    public static void AfterCreate(StoredObject made, RequestContext context)
    {
        if (made.Definition.Resource is { Group: "", Plural: "namespaces" })
        {
            NamespaceContents.Fill(made, context);
        }
    }

    /// <summary>An update of an object that is not there makes it.</summary>
    public static bool IsCreatedByUpdate(ResourceDefinition definition) =>
        Name(definition) is "leases.coordination.k8s.io" or "events" or "services" or "endpoints";

    /// <summary>An update must say which version it is of.</summary>
    public static bool NeedsVersion(ResourceDefinition definition) =>
        Name(definition) is "leases.coordination.k8s.io" or "endpointslices.discovery.k8s.io"
            or "poddisruptionbudgets.policy" or "csinodes.storage.k8s.io";

    private static string Name(ResourceDefinition definition) => definition.Resource.ToString();

    private static void Default(ResourceDefinition definition, JsonObject value, JsonObject? old, RequestContext context)
    {
        switch (Name(definition))
        {
            case "services":
                ServiceKind.Default(value, old, context);
                break;
            case "secrets":
                SecretKind.Default(value);
                break;
            case "persistentvolumeclaims":
                value.Ensure("spec").Default("volumeMode", "Filesystem");
                break;
            case "persistentvolumes":
                value.Ensure("spec").Default("volumeMode", "Filesystem");
                value.Ensure("spec").Default("persistentVolumeReclaimPolicy", "Retain");
                break;
            case "events":
                value.Default("type", "Normal");
                break;
            case "replicationcontrollers" or "deployments.apps" or "replicasets.apps" or "daemonsets.apps" or "statefulsets.apps"
                or "jobs.batch" or "cronjobs.batch" or "podtemplates":
                WorkloadKinds.Default(definition.Resource.Plural, value);
                break;
        }
    }

    private static JsonObject NewStatus(ResourceDefinition definition) => Name(definition) switch
    {
        "services" => new JsonObject { ["loadBalancer"] = new JsonObject() },
        "persistentvolumeclaims" or "persistentvolumes" => new JsonObject { ["phase"] = "Pending" },
        "replicasets.apps" or "statefulsets.apps" or "replicationcontrollers" => new JsonObject { ["replicas"] = 0 },
        "daemonsets.apps" => new JsonObject
        {
            ["currentNumberScheduled"] = 0,
            ["desiredNumberScheduled"] = 0,
            ["numberMisscheduled"] = 0,
            ["numberReady"] = 0,
        },
        "poddisruptionbudgets.policy" => new JsonObject
        {
            ["currentHealthy"] = 0,
            ["desiredHealthy"] = 0,
            ["disruptionsAllowed"] = 0,
            ["expectedPods"] = 0,
        },
        _ => [],
    };
}
