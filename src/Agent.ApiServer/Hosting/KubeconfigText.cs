using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Agent.ApiServer.Hosting;

/// <summary>Writes kubeconfig files.</summary>
internal static class KubeconfigText
{
    public static string Write(Uri server, string authorityPem, string user, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: agent
              cluster:
                server: {server.ToString().TrimEnd('/')}
                certificate-authority-data: {Base64(authorityPem)}
            users:
            - name: {user}
              user:
                client-certificate-data: {Base64(certificate.ExportCertificatePem())}
                client-key-data: {Base64(key.ExportPkcs8PrivateKeyPem())}
            contexts:
            - name: agent
              context:
                cluster: agent
                user: {user}
            current-context: agent

            """;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
