using System.Text.Json.Nodes;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Requests;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Subresources;

/// <summary>The size of a workload, the same for each kind.</summary>
internal sealed class ScaleSubresource(RequestContext context, ObjectUpdater updater)
{
    private const string ApiVersion = "autoscaling/v1";
    private const string Kind = "Scale";
    private const string Schema = "autoscaling.v1.Scale";

    public ApiResponse Get(ResourceDefinition definition, ApiRequest request) =>
        new(200, JsonObjects.Write(Scale(context.Get(definition, request.Namespace, request.Name!).ToTree())));

    public ApiResponse Update(ResourceDefinition definition, ApiRequest request) => context.Store.Run(() =>
    {
        var old = context.Get(definition, request.Namespace, request.Name!);
        return Write(old, RequestBody.Object(request, ApiVersion, Kind), request.IsDryRun());
    });

    public ApiResponse Patch(ResourceDefinition definition, ApiRequest request) => context.Store.Run(() =>
    {
        var old = context.Get(definition, request.Namespace, request.Name!);
        return Write(old, ObjectPatch.Apply(definition, Schema, Scale(old.ToTree()), request), request.IsDryRun());
    });

    private ApiResponse Write(StoredObject old, JsonObject scale, bool dryRun)
    {
        var replicas = scale.Object("spec")?.Number("replicas") ?? 0;
        if (replicas < 0)
        {
            throw ApiErrors.Invalid(
                old.Definition,
                old.Key.Name,
                Agent.Kubernetes.Validation.FieldErrorKind.Invalid,
                "spec.replicas",
                StoredObject.VersionText(replicas),
                "must be greater than or equal to 0");
        }

        var next = old.ToTree();
        next.Ensure("spec")["replicas"] = replicas;
        next.Ensure("metadata").CopyFrom(scale.Object("metadata") ?? [], "resourceVersion");
        var written = updater.Replace(old, next, UpdateScope.Main, dryRun);
        return new ApiResponse(200, JsonObjects.Write(Scale(JsonObjects.Parse(written.Span))));
    }

    private static JsonObject Scale(JsonObject value)
    {
        var metadata = new JsonObject();
        foreach (var field in (ReadOnlySpan<string>)["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            metadata.CopyFrom(value.Ensure("metadata"), field);
        }

        var labels = value.Object("spec").Object("selector").Object("matchLabels") ?? [];
        return new JsonObject
        {
            ["kind"] = Kind,
            ["apiVersion"] = ApiVersion,
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = value.Object("spec")?.Number("replicas") ?? 0 },
            ["status"] = new JsonObject
            {
                ["replicas"] = value.Object("status")?.Number("replicas") ?? 0,
                ["selector"] = string.Join(',', labels.Select(l => $"{l.Key}={labels.Text(l.Key)}")),
            },
        };
    }
}
