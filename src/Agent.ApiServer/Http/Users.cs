using System.Security.Cryptography.X509Certificates;
using Agent.ApiServer.Access;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Agent.ApiServer.Http;

/// <summary>Knows who asks: by bearer token or client certificate.</summary>
internal sealed class Users(Authenticator authenticator, HttpServerOptions options)
{
    /// <summary>The user; null: the credentials are wrong, or none are given and must be.</summary>
    public UserInfo? Of(HttpContext http)
    {
        if (http.Request.Headers.Authorization.ToString() is { Length: > 0 } header)
        {
            const string Bearer = "Bearer ";
            return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? authenticator.Authenticate(header[Bearer.Length..].Trim(), [])?.User
                : null;
        }

        if (http.Connection.ClientCertificate is { } certificate)
        {
            return OfConnection(http, certificate);
        }

        return options.AllowAnonymous ? UserInfo.Anonymous : null;
    }

    /// <summary>Whether a client's certificate is of the authority.</summary>
    public static bool IsOf(X509Certificate2 certificate, X509Certificate2? authority)
    {
        if (authority is null)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.2"));
        return chain.Build(certificate);
    }

    /// <summary>Looked at once for each connection; a certificate that expires meanwhile ends with it.</summary>
    private UserInfo? OfConnection(HttpContext http, X509Certificate2 certificate)
    {
        if (http.Features.Get<IConnectionItemsFeature>()?.Items is not { } known)
        {
            return IsOf(certificate, options.ClientAuthority) ? OfCertificate(certificate) : null;
        }

        lock (known)
        {
            if (!known.TryGetValue(this, out var user))
            {
                user = IsOf(certificate, options.ClientAuthority) ? OfCertificate(certificate) : null;
                known[this] = user;
            }

            return (UserInfo?)user;
        }
    }

    private static UserInfo? OfCertificate(X509Certificate2 certificate)
    {
        string? name = null;
        var groups = new List<string>();
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            switch (part.GetSingleElementType().Value)
            {
                case "2.5.4.3":
                    name = part.GetSingleElementValue();
                    break;
                case "2.5.4.10" when part.GetSingleElementValue() is { } group:
                    groups.Add(group);
                    break;
            }
        }

        return string.IsNullOrEmpty(name) ? null : new UserInfo(name, [.. groups, "system:authenticated"]);
    }
}
