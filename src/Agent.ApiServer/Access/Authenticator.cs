using System.Collections.Immutable;
using Agent.ApiServer.Requests;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Tokens;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Access;

/// <summary>Knows users by their tokens: those of a list, and those issued to service accounts.</summary>
internal sealed class Authenticator(RequestContext context, IReadOnlyDictionary<string, UserInfo> tokens)
{
    /// <summary>The user of a token and the audiences it is good for; null: nobody's.</summary>
    /// <param name="token">The token.</param>
    /// <param name="audiences">Who asks; empty: this server.</param>
    public (UserInfo User, IReadOnlyList<string> Audiences)? Authenticate(string token, IReadOnlyList<string> audiences)
    {
        IReadOnlyList<string> wanted = audiences.Count > 0 ? audiences : [context.Tokens.Issuer];
        if (tokens.TryGetValue(token, out var known))
        {
            return (known, wanted);
        }

        if (context.Tokens.Read(token) is not { } claims || !Exists(claims.Subject))
        {
            return null;
        }

        var common = wanted.Intersect(claims.Audiences, StringComparer.Ordinal).ToList();
        return common.Count == 0 ? null : (UserOf(claims), common);
    }

    private static UserInfo UserOf(TokenClaims claims)
    {
        var subject = claims.Subject;
        var extra = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty
            .Add("authentication.kubernetes.io/credential-id", ["JTI=" + claims.Id]);
        if (subject is { BoundKind: "Pod", BoundName: { } pod, BoundUid: { } podUid })
        {
            extra = extra.Add("authentication.kubernetes.io/pod-name", [pod]).Add("authentication.kubernetes.io/pod-uid", [podUid]);
        }

        if (subject is { NodeName: { } node, NodeUid: { } nodeUid })
        {
            extra = extra
                .Add("authentication.kubernetes.io/node-name", [node])
                .Add("authentication.kubernetes.io/node-uid", [nodeUid]);
        }

        return new UserInfo(
            subject.UserName, ["system:serviceaccounts", "system:serviceaccounts:" + subject.Namespace, "system:authenticated"])
        {
            Uid = subject.Uid,
            Extra = extra,
        };
    }

    /// <summary>A token ends with its account and with what it is bound to.</summary>
    private bool Exists(TokenSubject subject)
    {
        var account = context.Store.Find(ResourceCatalog.Get(KubernetesResources.ServiceAccounts), subject.Namespace, subject.Name);
        if (account?.Uid != subject.Uid)
        {
            return false;
        }

        var definition = subject.BoundKind switch
        {
            "Pod" => ResourceCatalog.Get(KubernetesResources.Pods),
            "Secret" => ResourceCatalog.Get(KubernetesResources.Secrets),
            "Node" => ResourceCatalog.Get(KubernetesResources.Nodes),
            _ => null,
        };
        return definition is null
            || context.Store.Find(definition, definition.Resource.Namespaced ? subject.Namespace : null, subject.BoundName!)?.Uid
                == subject.BoundUid;
    }
}
