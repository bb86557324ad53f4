using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Requests;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Access;

/// <summary>Answers who a token is and what a user may do. Reviews are questions: nothing of them is kept.</summary>
internal sealed class AccessReviews(Authenticator authenticator, Func<AccessRequest, bool> authorize)
{
    /// <summary>The resources of the reviews.</summary>
    public static bool Serves(ApiResource resource) => (resource.Group, resource.Plural) switch
    {
        ("authentication.k8s.io", "tokenreviews" or "selfsubjectreviews") => true,
        ("authorization.k8s.io", "subjectaccessreviews" or "selfsubjectaccessreviews" or "localsubjectaccessreviews"
            or "selfsubjectrulesreviews") => true,
        _ => false,
    };

    public ApiResponse Create(ApiRequest request, UserInfo user)
    {
        var body = RequestBody.Object(request, request.Resource.ApiVersion, request.Resource.Kind);
        body.Ensure("metadata");
        var spec = body.Ensure("spec");
        body["status"] = request.Resource.Plural switch
        {
            "tokenreviews" => Token(spec),
            "selfsubjectreviews" => new JsonObject { ["userInfo"] = Info(user) },
            "selfsubjectrulesreviews" => Rules(),
            "selfsubjectaccessreviews" => Access(spec, user),
            _ => Access(spec, new UserInfo(spec.Text("user") ?? "", [.. spec.Texts("groups")])),
        };
        if (request.Resource.Plural == "selfsubjectreviews")
        {
            body.Remove("spec");
        }

        return new ApiResponse(201, JsonObjects.Write(body));
    }

    private static JsonObject Rules() => new()
    {
        ["resourceRules"] = new JsonArray(new JsonObject
        {
            ["verbs"] = new JsonArray("*"),
            ["apiGroups"] = new JsonArray("*"),
            ["resources"] = new JsonArray("*"),
        }),
        ["nonResourceRules"] = new JsonArray(new JsonObject
        {
            ["verbs"] = new JsonArray("*"),
            ["nonResourceURLs"] = new JsonArray("*"),
        }),
        ["incomplete"] = false,
    };

    private static JsonObject Info(UserInfo user)
    {
        var info = new JsonObject
        {
            ["username"] = user.Name,
            ["groups"] = new JsonArray([.. user.Groups.Select(g => (JsonNode)g)]),
        };
        if (user.Uid.Length > 0)
        {
            info["uid"] = user.Uid;
        }

        foreach (var (key, values) in user.Extra)
        {
            info.Ensure("extra")[key] = new JsonArray([.. values.Select(v => (JsonNode)v)]);
        }

        return info;
    }

    private JsonObject Token(JsonObject spec)
    {
        var audiences = spec.Texts("audiences").ToList();
        return authenticator.Authenticate(spec.Text("token") ?? "", audiences) is { } known
            ? new JsonObject
            {
                ["authenticated"] = true,
                ["user"] = Info(known.User),
                ["audiences"] = new JsonArray([.. known.Audiences.Select(a => (JsonNode)a)]),
            }
            : new JsonObject { ["authenticated"] = false, ["error"] = "invalid bearer token" };
    }

    private JsonObject Access(JsonObject spec, UserInfo user)
    {
        var resource = spec.Object("resourceAttributes");
        var path = spec.Object("nonResourceAttributes");
        var asked = path is not null
            ? new AccessRequest(user, path.Text("verb") ?? "") { Path = path.Text("path") ?? "" }
            : new AccessRequest(user, resource?.Text("verb") ?? "")
            {
                Group = resource?.Text("group") ?? "",
                Resource = resource?.Text("resource") ?? "",
                Subresource = resource?.Text("subresource") ?? "",
                Namespace = resource?.Text("namespace") ?? "",
                Name = resource?.Text("name") ?? "",
            };
        return new JsonObject { ["allowed"] = authorize(asked) };
    }
}
