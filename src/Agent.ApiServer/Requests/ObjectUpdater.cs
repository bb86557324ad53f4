using System.Text.Json.Nodes;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Kinds;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Requests;

/// <summary>Writes objects again, whole (update) or changed (patch).</summary>
internal sealed class ObjectUpdater(RequestContext context, ObjectCreator creator)
{
    public ApiResponse Update(ResourceDefinition definition, ApiRequest request, UpdateScope scope)
    {
        var proposed = RequestBody.Object(request, definition);
        FieldChecks.Check(definition, proposed, null, request);
        var metadata = proposed.Ensure("metadata");
        metadata.Default("name", request.Name!);
        if (metadata.Text("name") is var name && name != request.Name)
        {
            throw ApiErrors.BadRequest(
                $"the name of the object ({name}) does not match the name on the URL ({request.Name})");
        }

        if (metadata.Text("namespace") is { Length: > 0 } space && space != request.Namespace)
        {
            throw ApiErrors.BadRequest(
                $"the namespace of the object ({space}) does not match the namespace on the request ({request.Namespace})");
        }

        return context.Store.Run(() =>
        {
            if (context.Store.Find(definition, request.Namespace, request.Name!) is not { } old)
            {
                if (scope != UpdateScope.Main || !KindRules.IsCreatedByUpdate(definition) || metadata.Text("uid") is { Length: > 0 })
                {
                    throw ApiErrors.NotFound(definition, request.Name!);
                }

                metadata.Remove("resourceVersion");
                return new ApiResponse(201, creator.Create(definition, request.Namespace, proposed, request.IsDryRun()));
            }

            if (metadata.Text("resourceVersion") is not { Length: > 0 } && KindRules.NeedsVersion(definition))
            {
                throw ApiErrors.Invalid(
                    definition,
                    old.Key.Name,
                    Agent.Kubernetes.Validation.FieldErrorKind.Invalid,
                    "metadata.resourceVersion",
                    "0",
                    "must be specified for an update");
            }

            return new ApiResponse(200, Replace(old, proposed, scope, request.IsDryRun()));
        });
    }

    public ApiResponse Patch(ResourceDefinition definition, ApiRequest request, UpdateScope scope)
    {
        RequestBody.CheckSize(request);
        return context.Store.Run(() =>
        {
            var old = context.Store.Find(definition, request.Namespace, request.Name!);
            if (old is null)
            {
                if (request.ContentType != ApiContentTypes.ApplyPatch || scope != UpdateScope.Main)
                {
                    throw ApiErrors.NotFound(definition, request.Name!);
                }

                var fresh = ObjectPatch.NewFromApply(definition, request);
                FieldChecks.Check(definition, fresh, null, request);
                return new ApiResponse(201, creator.Create(definition, request.Namespace, fresh, request.IsDryRun()));
            }

            var proposed = ObjectPatch.Apply(definition, definition.Info.Schema, old.ToTree(), request);
            JsonObjects.DropNulls(proposed);
            FieldChecks.Check(definition, proposed, old.ToTree(), request);
            var metadata = proposed.Ensure("metadata");
            foreach (var field in (ReadOnlySpan<string>)["name", "namespace"])
            {
                if (metadata.Text(field) != (field == "name" ? request.Name : request.Namespace))
                {
                    throw ApiErrors.BadRequest($"the {field} of the object ({metadata.Text(field)}) does not match the {field} on the URL");
                }
            }

            return new ApiResponse(200, Replace(old, RequestBody.InOrder(proposed), scope, request.IsDryRun()));
        });
    }

    /// <summary>Writes an object in place of another and answers its JSON.</summary>
    public ReadOnlyMemory<byte> Replace(StoredObject old, JsonObject proposed, UpdateScope scope, bool dryRun) => context.Store.Run(() =>
    {
        var definition = old.Definition;
        CheckPreconditions(old, proposed.Ensure("metadata"));
        var before = old.ToTree();
        var next = UpdateRules.Merge(definition, scope, before, proposed);
        if (scope != UpdateScope.Status)
        {
            KindRules.PrepareUpdate(definition, scope, next, before, context);
            if (definition.HasGeneration && !UpdateRules.IsSpecSame(before, next))
            {
                var metadata = next.Ensure("metadata");
                metadata["generation"] = (metadata.Number("generation") ?? 0) + 1;
            }
        }

        if (KindRules.ValidateUpdate(definition, scope, next, before) is { Count: > 0 } errors)
        {
            throw ApiErrors.Invalid(definition, old.Key.Name, errors);
        }

        if (dryRun)
        {
            return JsonObjects.Write(next);
        }

        if (DeletionRules.IsOver(next, definition))
        {
            context.Store.Remove(old);
            return JsonObjects.Write(next);
        }

        return JsonNode.DeepEquals(before, next) ? old.Json : context.Store.Put(definition, next).Json;
    });

    private static void CheckPreconditions(StoredObject old, JsonObject metadata)
    {
        if (metadata.Text("uid") is { Length: > 0 } uid && uid != old.Uid)
        {
            throw ApiErrors.Conflict(
                old.Definition,
                old.Key.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {old.Uid}");
        }

        if (metadata.Text("resourceVersion") is { Length: > 0 } version && version != StoredObject.VersionText(old.Version))
        {
            throw ApiErrors.Modified(old.Definition, old.Key.Name);
        }
    }
}
