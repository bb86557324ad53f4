using System.Text.Json.Nodes;
using Agent.ApiServer.Admission;
using Agent.ApiServer.Json;
using Agent.ApiServer.Requests;
using Agent.Kubernetes;
using Agent.Kubernetes.Defaulting;
using Agent.Kubernetes.Validation;

namespace Agent.ApiServer.Kinds;

/// <summary>Pods.</summary>
internal static class PodKind
{
    public static void PrepareNew(JsonObject value, RequestContext context)
    {
        // What the cluster gives gets its defaults with the rest.
        PodAdmission.Admit(value, context);
        var pod = PodDefaults.Apply(Read(value));
        value["spec"] = SpecOf(pod);
        value["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = PodQuality.Of(pod.Spec) };
    }

    /// <summary>Fills in the defaults of the spec.</summary>
    public static void Default(JsonObject value) => value["spec"] = DefaultSpec(value.Ensure("spec"));

    /// <summary>The spec with its defaults.</summary>
    public static JsonNode DefaultSpec(JsonObject spec) =>
        SpecOf(PodDefaults.Apply(Read(new JsonObject { ["spec"] = spec.DeepClone() })));

    public static IReadOnlyList<FieldError> Validate(JsonObject value) => PodValidation.Validate(Read(value));

    private static JsonNode SpecOf(V1Pod pod)
    {
        var written = KubernetesJson.SerializeToNode(pod);
        var spec = written["spec"]!;
        written.Remove("spec");
        return spec;
    }

    private static V1Pod Read(JsonObject value)
    {
        try
        {
            return KubernetesJson.Deserialize<V1Pod>(JsonObjects.Write(value));
        }
        catch (System.Text.Json.JsonException wrong)
        {
            throw Errors.ApiErrors.BadRequest("Pod in version \"v1\" cannot be handled as a Pod: " + wrong.Message);
        }
    }
}
