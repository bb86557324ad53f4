using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Agent.Kubernetes.Kubeconfig;

namespace Agent.Kubernetes.Client;

/// <summary>Makes the TLS options of connections from PEM texts.</summary>
internal static class TlsSetup
{
    /// <summary>TLS for an API server.</summary>
    /// <param name="access">The server, for its checks and for messages.</param>
    /// <param name="bytes">Texts that the kubeconfig names.</param>
    /// <param name="issued">A certificate that a program issued; comes first. Null: none.</param>
    /// <exception cref="KubeconfigException">A text is no certificate or key, or they do not belong together.</exception>
    public static SslClientAuthenticationOptions Create(ApiAccess access, TlsBytes bytes, KeyPairPem? issued)
    {
        var authorities = bytes.Authorities is { } pem ? Authorities(access, pem) : null;
        var options = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = Policy(authorities),
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                access.InsecureSkipTlsVerify || ServerCertificate.Check(certificate, chain, errors, authorities),
        };
        if (issued is not null)
        {
            options.ClientCertificateContext = Client(access.Exec!.Field, issued.Certificate, access.Exec.Field, issued.Key);
        }
        else if (bytes is { Certificate: { } certificate, Key: { } key })
        {
            options.ClientCertificateContext = Client(
                access.ClientCertificate!.ToString(), Encoding.UTF8.GetString(certificate), access.ClientKey!.ToString(), Encoding.UTF8.GetString(key));
        }

        return options;
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection? authorities)
    {
        // What a certificate says about where to download others or lists of revoked ones is not followed.
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            TrustMode = authorities is null ? X509ChainTrustMode.System : X509ChainTrustMode.CustomRootTrust,
        };
        if (authorities is not null)
        {
            policy.CustomTrustStore.AddRange(authorities);
        }

        return policy;
    }

    private static X509Certificate2Collection Authorities(ApiAccess access, byte[] pem)
    {
        var authorities = new X509Certificate2Collection();
        var source = access.CertificateAuthority!.ToString();
        try
        {
            authorities.ImportFromPem(Encoding.UTF8.GetString(pem));
        }
        catch (CryptographicException e)
        {
            throw new KubeconfigException(source, 0, "", $"a certificate cannot be read: {e.Message}", e);
        }

        return authorities.Count > 0
            ? authorities
            : throw new KubeconfigException(source, 0, "", "no certificate is in it; PEM with BEGIN CERTIFICATE is allowed");
    }

    private static SslStreamCertificateContext Client(string source, string certificate, string keySource, string key)
    {
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(certificate);
        }
        catch (CryptographicException e)
        {
            throw new KubeconfigException(source, 0, "", $"the client certificate cannot be read: {e.Message}", e);
        }

        if (chain.Count == 0)
        {
            throw new KubeconfigException(source, 0, "", "no certificate is in it; PEM with BEGIN CERTIFICATE is allowed");
        }

        try
        {
            var own = X509Certificate2.CreateFromPem(certificate, key);
            chain.RemoveAt(0);
            return SslStreamCertificateContext.Create(own, chain, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // An exception about a key may not say more than that, and not repeat it.
            throw new KubeconfigException(keySource, 0, "", key.Contains("ENCRYPTED", StringComparison.Ordinal)
                ? "the client key is encrypted; a key without a password is allowed"
                : $"no key of the client certificate {source} is in it; PEM with an RSA, ECDSA or PKCS #8 private key that belongs to it is allowed");
        }
    }
}
