using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Requests;

/// <summary>Deletes objects, at once or after their grace period and finalizers.</summary>
internal sealed class ObjectDeleter(RequestContext context, ObjectReader reader)
{
    public ApiResponse Delete(ResourceDefinition definition, ApiRequest request)
    {
        var asked = DeleteRequest.Of(request);
        return context.Store.Run(() => Delete(context.Get(definition, request.Namespace, request.Name!), asked));
    }

    /// <summary>Deletes everything that a list would answer.</summary>
    public ApiResponse DeleteCollection(ResourceDefinition definition, ApiRequest request)
    {
        var asked = DeleteRequest.Of(request);
        return context.Store.Run(() =>
        {
            var page = reader.Page(definition, request);
            foreach (var value in page.Objects)
            {
                Delete(value, asked);
            }

            return new ApiResponse(200, ObjectReader.Write(definition, page));
        });
    }

    public ApiResponse Delete(StoredObject value, DeleteRequest asked) => context.Store.Run(() =>
    {
        CheckPreconditions(value, asked);
        var definition = value.Definition;
        var next = value.ToTree();
        DeletionRules.SetPropagation(next, asked.Propagation);
        var grace = DeletionRules.GraceSeconds(definition, next, asked.GraceSeconds);
        if (definition.Resource is { Group: "", Plural: "namespaces" })
        {
            next.Ensure("status")["phase"] = "Terminating";
        }

        DeletionRules.Mark(definition, next, context.Now, grace);
        if (asked.DryRun)
        {
            return new ApiResponse(200, JsonObjects.Write(next));
        }

        if (DeletionRules.IsOver(next, definition))
        {
            context.Store.Remove(value);
            return definition.Resource is { Group: "", Plural: "pods" }
                ? new ApiResponse(200, JsonObjects.Write(next))
                : ApiSuccess.Deleted(definition, value.Key.Name, value.Uid);
        }

        var isSame = System.Text.Json.Nodes.JsonNode.DeepEquals(next, value.ToTree());
        return new ApiResponse(200, isSame ? value.Json : context.Store.Put(definition, next).Json);
    });

    private static void CheckPreconditions(StoredObject value, DeleteRequest asked)
    {
        if (asked.Uid is { } uid && uid != value.Uid)
        {
            throw ApiErrors.Conflict(
                value.Definition,
                value.Key.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {value.Uid}");
        }

        if (asked.Version is { } version && version != StoredObject.VersionText(value.Version))
        {
            throw ApiErrors.Conflict(
                value.Definition,
                value.Key.Name,
                $"Precondition failed: ResourceVersion in precondition: {version}, ResourceVersion in object meta: {value.Version}");
        }
    }
}
