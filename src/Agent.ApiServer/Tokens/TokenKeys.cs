using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace Agent.ApiServer.Tokens;

/// <summary>How others can check the tokens of service accounts (OpenID discovery).</summary>
internal static class TokenKeys
{
    public static JsonObject Configuration(string issuer) => new()
    {
        ["issuer"] = issuer,
        ["jwks_uri"] = issuer.TrimEnd('/') + "/openid/v1/jwks",
        ["response_types_supported"] = new JsonArray("id_token"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
    };

    /// <summary>The public keys; none when tokens are signed with a shared key.</summary>
    public static JsonObject Keys(ITokenSigner signer)
    {
        var keys = new JsonArray();
        if (signer is RsaTokenSigner rsa)
        {
            var key = rsa.PublicKey;
            keys.Add(new JsonObject
            {
                ["use"] = "sig",
                ["kty"] = "RSA",
                ["kid"] = rsa.KeyId,
                ["alg"] = rsa.Algorithm,
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
            });
        }

        return new JsonObject { ["keys"] = keys };
    }
}
