using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Agent.ApiServer.Certificates;

/// <summary>A certificate authority of a cluster's own, for tests and for a cluster from one command.</summary>
public sealed class ClusterAuthority : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";
    private const int SerialBytes = 16;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan Backdate = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _time;

    private ClusterAuthority(X509Certificate2 certificate, TimeProvider time)
    {
        Certificate = certificate;
        _time = time;
    }

    /// <summary>The authority's certificate with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The authority's certificate, PEM, without the key.</summary>
    public string CertificatePem => Certificate.ExportCertificatePem();

    /// <summary>A new authority, valid for a year.</summary>
    public static ClusterAuthority Create(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=kubernetes", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        return new ClusterAuthority(request.CreateSelfSigned(now - Backdate, now + Lifetime), time);
    }

    /// <summary>An authority that was kept.</summary>
    /// <exception cref="CryptographicException">The text is no certificate with its key.</exception>
    public static ClusterAuthority FromPem(string certificate, string key, TimeProvider time) =>
        new(X509Certificate2.CreateFromPem(certificate, key), time);

    /// <summary>A certificate for a server.</summary>
    /// <param name="names">Its names and addresses.</param>
    public X509Certificate2 IssueServer(params IEnumerable<string> names)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        return Issue(new X500DistinguishedName("CN=kube-apiserver"), ServerUse, alternatives.Build(), Lifetime);
    }

    /// <summary>A certificate for a client.</summary>
    /// <param name="user">The user's name.</param>
    /// <param name="groups">The user's groups.</param>
    public X509Certificate2 IssueClient(string user, params IEnumerable<string> groups) => IssueClient(user, groups, Lifetime);

    /// <summary>A certificate for a client.</summary>
    /// <param name="user">The user's name.</param>
    /// <param name="groups">The user's groups.</param>
    /// <param name="lifetime">How long from now it is valid; it is valid for five minutes already. Less than none: it has expired.</param>
    public X509Certificate2 IssueClient(string user, IEnumerable<string> groups, TimeSpan lifetime)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(user);
        foreach (var group in groups)
        {
            subject.AddOrganizationName(group);
        }

        return Issue(subject.Build(), ClientUse, null, lifetime);
    }

    /// <inheritdoc/>
    public void Dispose() => Certificate.Dispose();

    private X509Certificate2 Issue(X500DistinguishedName subject, string use, X509Extension? alternatives, TimeSpan lifetime)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        if (alternatives is not null)
        {
            request.CertificateExtensions.Add(alternatives);
        }

        var now = _time.GetUtcNow();
        var ends = now + lifetime < Certificate.NotAfter ? now + lifetime : Certificate.NotAfter;
        using var issued = request.Create(Certificate, now - Backdate, ends, RandomNumberGenerator.GetBytes(SerialBytes));
        using var withKey = issued.CopyWithPrivateKey(key);

        // TLS needs a key that outlives this method.
        return X509CertificateLoader.LoadPkcs12(
            withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
