using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Agent.Kubernetes.Kubeconfig;

namespace Agent.Hosting;

/// <summary>Looks at the client certificate before it is used: a server that refuses it says only "Unauthorized".</summary>
internal static class ClientCertificateCheck
{
    /// <summary>What is wrong with its dates; null: nothing, or there is none that can be read.</summary>
    public static string? Problem(PemSource? source, DateTimeOffset now)
    {
        if (source is null)
        {
            return null;
        }

        try
        {
            var pem = source.File is { } file ? File.ReadAllText(file) : Encoding.UTF8.GetString(source.Data.Span);
            using var certificate = X509Certificate2.CreateFromPem(pem);
            var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
            return now.UtcDateTime > until ? $"{source}: the client certificate has expired at {until:u}; the API server will refuse it until it is replaced"
                : now.UtcDateTime < from ? $"{source}: the client certificate is valid from {from:u} only; check the clock of this machine"
                : null;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // The client says so with its own words.
            return null;
        }
    }
}
