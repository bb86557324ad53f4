using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Agent.EndToEnd.Tests.Fixtures.Cluster;

/// <summary>The authority of a control plane, and the certificates that it gives out, as PEM files in one directory.</summary>
internal sealed class ClusterCertificates : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(1);
    private static readonly Oid ServerAuth = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientAuth = new("1.3.6.1.5.5.7.3.2");

    private readonly string _directory;
    private readonly DateTimeOffset _from = DateTimeOffset.UtcNow.AddMinutes(-5);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    /// <param name="directory">Where the files go.</param>
    public ClusterCertificates(string directory)
    {
        _directory = directory;
        var request = new CertificateRequest("CN=lab-ca", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _authority = request.CreateSelfSigned(_from, _from + Validity + Validity);
        File.WriteAllText(AuthorityFile, _authority.ExportCertificatePem());
        using var tokens = RSA.Create(2048);
        File.WriteAllText(TokenKeyFile, tokens.ExportPkcs8PrivateKeyPem());
    }

    public string AuthorityFile => Path.Combine(_directory, "ca.crt");

    /// <summary>The key by which tokens of service accounts are signed.</summary>
    public string TokenKeyFile => Path.Combine(_directory, "tokens.key");

    /// <summary>Makes NAME.crt and NAME.key of the API server.</summary>
    public void IssueServer(string name, params IPAddress[] addresses)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        Array.ForEach(addresses, names.AddIpAddress);
        Issue(name, "CN=kube-apiserver", ServerAuth, names.Build());
    }

    /// <summary>Makes NAME.crt and NAME.key of a client; the group is the certificate's organization.</summary>
    public void IssueClient(string name, string user, string group) => Issue(name, $"O={group}, CN={user}", ClientAuth, null);

    public string CertificateOf(string name) => Path.Combine(_directory, name + ".crt");

    public string KeyOf(string name) => Path.Combine(_directory, name + ".key");

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }

    private void Issue(string name, string subject, Oid usage, X509Extension? names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([usage], false));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        using var certificate = request.Create(_authority, _from, _from + Validity, RandomNumberGenerator.GetBytes(16));
        File.WriteAllText(CertificateOf(name), certificate.ExportCertificatePem());
        File.WriteAllText(KeyOf(name), key.ExportPkcs8PrivateKeyPem());
    }
}
