using System.Text.Json.Nodes;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Kinds;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Validation;

namespace Agent.ApiServer.Requests;

/// <summary>Makes new objects.</summary>
internal sealed class ObjectCreator(RequestContext context)
{
    // How often another name is drawn when a generated one is taken, as upstream.
    private const int GenerateAttempts = 8;

    public ApiResponse Create(ResourceDefinition definition, ApiRequest request)
    {
        var body = RequestBody.Object(request, definition);
        FieldChecks.Check(definition, body, null, request);
        return new ApiResponse(201, Create(definition, request.Namespace, body, request.IsDryRun()));
    }

    /// <summary>Makes an object and answers its JSON.</summary>
    public ReadOnlyMemory<byte> Create(ResourceDefinition definition, string? space, JsonObject body, bool dryRun)
    {
        var metadata = body.Ensure("metadata");
        if (metadata.Text("resourceVersion") is { Length: > 0 })
        {
            throw ApiErrors.BadRequest("resourceVersion should not be set on objects to be created");
        }

        SetNamespace(definition, metadata, space);
        return context.Store.Run(() =>
        {
            CheckNamespace(definition, space, metadata);
            ServerFields.SetNew(metadata, context.Now, context.Random, definition.HasGeneration);
            SetName(definition, metadata);
            KindRules.PrepareNew(definition, body, context);
            if (KindRules.Validate(definition, body) is { Count: > 0 } errors)
            {
                throw ApiErrors.Invalid(definition, metadata.Text("name") ?? "", errors);
            }

            var key = new ObjectKey(space ?? "", metadata.Text("name")!);
            if (context.Store.Find(definition, space, key.Name) is not null)
            {
                throw ApiErrors.AlreadyExists(definition, key.Name);
            }

            if (dryRun)
            {
                return JsonObjects.Write(body);
            }

            var made = context.Store.Put(definition, body);
            KindRules.AfterCreate(made, context);
            return made.Json;
        });
    }

    private static void SetNamespace(ResourceDefinition definition, JsonObject metadata, string? space)
    {
        if (!definition.Resource.Namespaced)
        {
            metadata.Remove("namespace");
            return;
        }

        if (space is null)
        {
            throw ApiErrors.BadRequest("an empty namespace may not be set during creation");
        }

        if (metadata.Text("namespace") is { Length: > 0 } own && own != space)
        {
            throw ApiErrors.BadRequest(
                $"the namespace of the provided object does not match the namespace sent on the request: {own} != {space}");
        }

        metadata["namespace"] = space;
    }

    private void SetName(ResourceDefinition definition, JsonObject metadata)
    {
        if (metadata.Text("name") is { Length: > 0 } || metadata.Text("generateName") is not { Length: > 0 } prefix)
        {
            return;
        }

        for (var i = 0; i < GenerateAttempts; i++)
        {
            var name = ServerFields.Generate(prefix, context.Random);
            metadata["name"] = name;
            if (context.Store.Find(definition, metadata.Text("namespace"), name) is null)
            {
                return;
            }
        }
    }

    private void CheckNamespace(ResourceDefinition definition, string? space, JsonObject metadata)
    {
        if (!definition.Resource.Namespaced)
        {
            return;
        }

        if (NameRules.DnsLabel(space!) is { } wrong)
        {
            throw ApiErrors.BadRequest($"metadata.namespace: Invalid value: \"{space}\": {wrong}");
        }

        var found = context.Get(ResourceCatalog.Get(KubernetesResources.Namespaces), null, space!);
        if (found.IsTerminating)
        {
            throw ApiErrors.Forbidden(
                definition,
                metadata.Text("name") ?? "",
                $"unable to create new content in namespace {space} because it is being terminated",
                new Agent.Kubernetes.V1StatusCause
                {
                    Reason = "NamespaceTerminating",
                    Message = $"namespace {space} is being terminated",
                    Field = "metadata.namespace",
                });
        }
    }
}
