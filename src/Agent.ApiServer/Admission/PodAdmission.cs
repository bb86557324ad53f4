using System.Text.Json.Nodes;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Requests;
using Agent.ApiServer.Resources;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Admission;

/// <summary>What new pods get from the cluster: a service account, a token, a priority and tolerations.</summary>
internal static class PodAdmission
{
    // The lifetime of tokens in pods, which kubelets renew before; upstream gives seven seconds over the hour so that its
    // own requests can be told apart.
    private const long TokenSeconds = 3607;
    private const long TolerationSeconds = 300;
    private const string TokenFolder = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const string MirrorAnnotation = "kubernetes.io/config.mirror";

    private static readonly ResourceDefinition Pods = ResourceCatalog.Get(KubernetesResources.Pods);

    public static void Admit(JsonObject pod, RequestContext context)
    {
        var spec = pod.Ensure("spec");
        SetPriority(pod, spec, context);
        if (context.Admission.DefaultTolerations)
        {
            Tolerate(spec, "node.kubernetes.io/not-ready");
            Tolerate(spec, "node.kubernetes.io/unreachable");
        }

        // What a node runs from its own files has no account, whatever the mirror says.
        if (context.Admission.ServiceAccounts && pod.Object("metadata").Object("annotations")?[MirrorAnnotation] is null)
        {
            SetServiceAccount(pod, spec, context);
        }
    }

    private static void SetPriority(JsonObject pod, JsonObject spec, RequestContext context)
    {
        if (spec.Text("priorityClassName") is { Length: > 0 } className)
        {
            var system = className switch
            {
                "system-node-critical" => 2000001000,
                "system-cluster-critical" => 2000000000,
                _ => (int?)null,
            };
            var found = context.Store.Find(ResourceCatalog.Get(KubernetesResources.PriorityClasses), null, className)?.ToTree();
            if (found is null && system is null)
            {
                throw ApiErrors.Forbidden(
                    Pods,
                    pod.Ensure("metadata").Text("name") ?? "",
                    $"no PriorityClass with name {className} was found");
            }

            spec["priority"] = found?.Number("value") ?? system;
            spec.Default("preemptionPolicy", found?.Text("preemptionPolicy") ?? "PreemptLowerPriority");
            return;
        }

        spec.Default("priority", 0);
        spec.Default("preemptionPolicy", "PreemptLowerPriority");
    }

    private static void Tolerate(JsonObject spec, string taint)
    {
        var isTolerated = spec.Objects("tolerations").Any(t =>
            t.Text("key") is var key && (string.IsNullOrEmpty(key) || key == taint)
            && t.Text("effect") is null or "" or "NoExecute");
        if (!isTolerated)
        {
            spec.EnsureArray("tolerations").Add(new JsonObject
            {
                ["key"] = taint,
                ["operator"] = "Exists",
                ["effect"] = "NoExecute",
                ["tolerationSeconds"] = TolerationSeconds,
            });
        }
    }

    private static void SetServiceAccount(JsonObject pod, JsonObject spec, RequestContext context)
    {
        var space = pod.Ensure("metadata").Text("namespace") ?? "";
        var name = spec.Text("serviceAccountName") is { Length: > 0 } own ? own : "default";
        spec["serviceAccountName"] = name;
        spec["serviceAccount"] = name;
        if (context.Store.Find(ResourceCatalog.Get(KubernetesResources.ServiceAccounts), space, name)?.ToTree() is not { } account)
        {
            throw ApiErrors.Forbidden(
                Pods,
                pod.Ensure("metadata").Text("name") ?? "",
                $"error looking up service account {space}/{name}: serviceaccount \"{name}\" not found");
        }

        if (!spec.ContainsKey("imagePullSecrets") && account.Array("imagePullSecrets") is { Count: > 0 } secrets)
        {
            spec["imagePullSecrets"] = secrets.DeepClone();
        }

        if (spec.Flag("automountServiceAccountToken") ?? account.Flag("automountServiceAccountToken") ?? true)
        {
            MountToken(spec, context);
        }
    }

    private static void MountToken(JsonObject spec, RequestContext context)
    {
        var containers = spec.Objects("initContainers").Concat(spec.Objects("containers")).ToList();
        var without = containers.Where(c => c.Objects("volumeMounts").All(m => m.Text("mountPath") != TokenFolder)).ToList();
        if (without.Count == 0)
        {
            return;
        }

        var volume = spec.Objects("volumes").Select(v => v.Text("name"))
            .FirstOrDefault(n => n?.StartsWith("kube-api-access-", StringComparison.Ordinal) == true);
        if (volume is null)
        {
            volume = "kube-api-access-" + ServerFields.Letters(context.Random);
            spec.EnsureArray("volumes").Add(TokenVolume(volume));
        }

        foreach (var container in without)
        {
            container.EnsureArray("volumeMounts").Add(new JsonObject
            {
                ["name"] = volume,
                ["readOnly"] = true,
                ["mountPath"] = TokenFolder,
            });
        }
    }

    private static JsonObject TokenVolume(string name) => new()
    {
        ["name"] = name,
        ["projected"] = new JsonObject
        {
            ["sources"] = new JsonArray(
                new JsonObject
                {
                    ["serviceAccountToken"] = new JsonObject { ["expirationSeconds"] = TokenSeconds, ["path"] = "token" },
                },
                new JsonObject
                {
                    ["configMap"] = new JsonObject
                    {
                        ["name"] = NamespaceContents.RootCertificates,
                        ["items"] = new JsonArray(new JsonObject { ["key"] = "ca.crt", ["path"] = "ca.crt" }),
                    },
                },
                new JsonObject
                {
                    ["downwardAPI"] = new JsonObject
                    {
                        ["items"] = new JsonArray(new JsonObject
                        {
                            ["path"] = "namespace",
                            ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = "metadata.namespace" },
                        }),
                    },
                }),
            ["defaultMode"] = 420,
        },
    };
}
