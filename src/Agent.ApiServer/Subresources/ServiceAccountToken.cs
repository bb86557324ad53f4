using System.Text.Json.Nodes;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Requests;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.ApiServer.Tokens;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Validation;

namespace Agent.ApiServer.Subresources;

/// <summary>Issues tokens of service accounts.</summary>
internal sealed class ServiceAccountToken(RequestContext context)
{
    private const long DefaultSeconds = 3600;
    private const long LeastSeconds = 600;

    public ApiResponse Create(ResourceDefinition accounts, ApiRequest request)
    {
        var body = RequestBody.Object(request, "authentication.k8s.io/v1", "TokenRequest");
        var spec = body.Ensure("spec");
        var seconds = spec.Number("expirationSeconds") ?? DefaultSeconds;
        if (seconds is < LeastSeconds or > uint.MaxValue)
        {
            throw ApiErrors.Invalid(
                accounts,
                request.Name!,
                FieldErrorKind.Invalid,
                "spec.expirationSeconds",
                StoredObject.VersionText(seconds),
                seconds < LeastSeconds ? "may not specify a duration less than 10 minutes" : "may not specify a duration larger than 2^32 seconds");
        }

        return context.Store.Run(() =>
        {
            var account = context.Get(accounts, request.Namespace, request.Name!);
            var subject = new TokenSubject(account.Key.Namespace, account.Key.Name, account.Uid);
            if (spec.Object("boundObjectRef") is { } bound)
            {
                subject = Bind(subject, account, bound);
            }

            var audiences = spec.Texts("audiences").ToList();
            audiences = audiences.Count > 0 ? audiences : [context.Tokens.Issuer];
            var expires = context.Now.AddSeconds(seconds);
            spec["audiences"] = new JsonArray([.. audiences.Select(a => (JsonNode)a)]);
            spec["expirationSeconds"] = seconds;
            body.Ensure("metadata")["name"] = account.Key.Name;
            body.Ensure("metadata")["namespace"] = account.Key.Namespace;
            body.Ensure("metadata")["creationTimestamp"] = KubernetesTime.Format(context.Now);
            body["status"] = new JsonObject
            {
                ["token"] = context.Tokens.Issue(subject, audiences, expires, ServerFields.NewUid(context.Random)),
                ["expirationTimestamp"] = KubernetesTime.Format(expires),
            };
            return new ApiResponse(201, JsonObjects.Write(body));
        });
    }

    private TokenSubject Bind(TokenSubject subject, StoredObject account, JsonObject bound)
    {
        var name = bound.Text("name") ?? "";
        var kind = bound.Text("kind");
        var definition = (bound.Text("apiVersion"), kind) switch
        {
            ("v1", "Pod") => ResourceCatalog.Get(KubernetesResources.Pods),
            ("v1", "Secret") => ResourceCatalog.Get(KubernetesResources.Secrets),
            ("v1", "Node") => ResourceCatalog.Get(KubernetesResources.Nodes),
            _ => throw ApiErrors.BadRequest($"cannot bind token for serviceaccount \"{account.Key.Name}\" to object of type {kind}"),
        };
        var target = context.Get(definition, definition.Resource.Namespaced ? account.Key.Namespace : null, name);
        if (bound.Text("uid") is { Length: > 0 } uid && uid != target.Uid)
        {
            throw ApiErrors.Conflict(
                definition,
                name,
                $"the UID in the bound object reference ({uid}) does not match the UID in record. "
                + "The object might have been deleted and then recreated");
        }

        subject = subject with { BoundKind = kind, BoundName = name, BoundUid = target.Uid };
        if (kind != "Pod")
        {
            return subject;
        }

        if (target.Field("spec.serviceAccountName") is var runsAs && runsAs != account.Key.Name)
        {
            throw ApiErrors.BadRequest(
                $"cannot bind token for serviceaccount \"{account.Key.Name}\" to pod running with different serviceaccount name.");
        }

        var nodeName = target.Field(IndexedFields.NodeName);
        var node = string.IsNullOrEmpty(nodeName)
            ? null : context.Store.Find(ResourceCatalog.Get(KubernetesResources.Nodes), null, nodeName);
        return node is null ? subject : subject with { NodeName = node.Key.Name, NodeUid = node.Uid };
    }
}
