using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Tokens;

/// <summary>Makes and reads tokens of service accounts: signed, for an audience and a time, bound to an object.</summary>
internal sealed class ServiceAccountTokens(ITokenSigner signer, string issuer, TimeProvider time)
{
    private const string Claims = "kubernetes.io";

    private static readonly string[] BoundKinds = ["Pod", "Secret", "Node"];

    public string Issuer => issuer;

    public ITokenSigner Signer => signer;

    public string Issue(TokenSubject subject, IReadOnlyList<string> audiences, DateTimeOffset expires, string id)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var bound = new JsonObject { ["namespace"] = subject.Namespace };
        if (subject.BoundKind is { } kind)
        {
            bound[kind.ToLowerInvariant()] = new JsonObject { ["name"] = subject.BoundName, ["uid"] = subject.BoundUid };
        }

        if (subject.NodeName is { } node)
        {
            bound["node"] = new JsonObject { ["name"] = node, ["uid"] = subject.NodeUid };
        }

        bound["serviceaccount"] = new JsonObject { ["name"] = subject.Name, ["uid"] = subject.Uid };
        var header = new JsonObject { ["alg"] = signer.Algorithm, ["kid"] = signer.KeyId };
        var payload = new JsonObject
        {
            ["aud"] = new JsonArray([.. audiences.Select(a => (JsonNode)a)]),
            ["exp"] = expires.ToUnixTimeSeconds(),
            ["iat"] = now,
            ["iss"] = issuer,
            ["jti"] = id,
            [Claims] = bound,
            ["nbf"] = now,
            ["sub"] = subject.UserName,
        };
        var text = Part(header) + "." + Part(payload);
        return text + "." + Base64Url.EncodeToString(signer.Sign(Encoding.ASCII.GetBytes(text)));
    }

    /// <summary>Reads a token; null: it is none of this server's, or not valid now.</summary>
    public TokenClaims? Read(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            var signed = Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]);
            var header = JsonObjects.Parse(Base64Url.DecodeFromChars(parts[0]));
            if (header.Text("alg") != signer.Algorithm || !signer.Verify(signed, Base64Url.DecodeFromChars(parts[2])))
            {
                return null;
            }

            var payload = JsonObjects.Parse(Base64Url.DecodeFromChars(parts[1]));
            var now = time.GetUtcNow().ToUnixTimeSeconds();
            if (payload.Text("iss") != issuer || payload.Number("exp") <= now || payload.Number("nbf") > now)
            {
                return null;
            }

            return Read(payload);
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            return null;
        }
    }

    private static TokenClaims Read(JsonObject payload)
    {
        var bound = payload.Object(Claims) ?? [];
        var account = bound.Object("serviceaccount");
        var kind = BoundKinds.FirstOrDefault(k => bound.Object(k.ToLowerInvariant()) is not null);
        var target = kind is null ? null : bound.Object(kind.ToLowerInvariant());
        var node = kind == "Node" ? null : bound.Object("node");
        var subject = new TokenSubject(bound.Text("namespace") ?? "", account?.Text("name") ?? "", account?.Text("uid") ?? "")
        {
            BoundKind = kind,
            BoundName = target?.Text("name"),
            BoundUid = target?.Text("uid"),
            NodeName = node?.Text("name"),
            NodeUid = node?.Text("uid"),
        };
        return new TokenClaims(subject, [.. payload.Texts("aud")], payload.Text("jti") ?? "");
    }

    private static string Part(JsonObject value) => Base64Url.EncodeToString(JsonObjects.Write(value));
}
