using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Agent.Kubernetes.Client;

/// <summary>Decides about the API server's certificate, and says why not.</summary>
internal static class ServerCertificate
{
    private const X509ChainStatusFlags Time = X509ChainStatusFlags.NotTimeValid;
    private const X509ChainStatusFlags Trust = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    /// <summary>True when the certificate is good.</summary>
    /// <exception cref="AuthenticationException">It is not.</exception>
    public static bool Check(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, X509Certificate2Collection? authorities)
    {
        if (errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateChainErrors && EndsAtAuthority(chain, authorities)))
        {
            return true;
        }

        throw new AuthenticationException(Why(certificate as X509Certificate2, chain, errors));
    }

    /// <summary>
    /// An authority may be one that another has signed; trust ends at what the operator names, as in Kubernetes' own clients,
    /// but chain building wants to go on to a root. Signatures and times up to there have been checked.
    /// </summary>
    private static bool EndsAtAuthority(X509Chain? chain, X509Certificate2Collection? authorities) =>
        chain is { ChainElements.Count: > 0 } && authorities is not null
        && chain.ChainStatus.All(status => status.Status == X509ChainStatusFlags.PartialChain)
        && authorities.Any(authority => authority.RawDataMemory.Span.SequenceEqual(chain.ChainElements[^1].Certificate.RawDataMemory.Span));

    private static string Why(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return "the server shows no certificate";
        }

        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        var reasons = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            reasons.Add($"is for {Names(certificate)}, not for the name the server is reached by");
        }

        if ((status & Time) != 0)
        {
            reasons.Add($"or its authority's is out of date (its own is valid from {certificate.NotBefore.ToUniversalTime():u} to {certificate.NotAfter.ToUniversalTime():u})");
        }

        if ((status & Trust) != 0)
        {
            reasons.Add($"is from an unknown authority ({certificate.Issuer})");
        }

        if ((status & ~(Time | Trust)) != 0)
        {
            reasons.Add($"is not acceptable ({status & ~(Time | Trust)})");
        }

        return "the server's certificate " + string.Join(", and ", reasons);
    }

    private static string Names(X509Certificate2 certificate)
    {
        var alternatives = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        var names = alternatives is null
            ? []
            : alternatives.EnumerateDnsNames().Concat(alternatives.EnumerateIPAddresses().Select(address => address.ToString())).Take(10).ToArray();
        return names.Length == 0 ? certificate.Subject : string.Join(", ", names);
    }
}
