using Agent.Kubernetes.Kubeconfig;

namespace Agent.Kubernetes.Client;

/// <summary>Reads what TLS is set up with, and reads the files again now and then: whoever rotates certificates replaces them.</summary>
internal static class TlsFiles
{
    /// <summary>Largest PEM file, in bytes: bundles of authorities have some 200 KiB.</summary>
    private const int MaxBytes = 4 << 20;

    /// <summary>Whether something can change.</summary>
    public static bool Rotate(ApiAccess access) =>
        access.CertificateAuthority?.File is not null || access.ClientCertificate?.File is not null || access.ClientKey?.File is not null;

    /// <summary>The texts as they are now.</summary>
    /// <exception cref="KubeconfigException">A file cannot be read.</exception>
    public static TlsBytes Read(ApiAccess access) => new(
        Read(access.CertificateAuthority), Read(access.ClientCertificate), Read(access.ClientKey));

    private static byte[]? Read(PemSource? source)
    {
        if (source?.File is not { } file)
        {
            return source?.Data.ToArray();
        }

        try
        {
            return new FileInfo(file) is { Exists: true, Length: > MaxBytes }
                ? throw new KubeconfigException(file, 0, "", $"is larger than {MaxBytes} bytes and no certificate or key")
                : File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException(source.ToString(), 0, "", $"cannot be read: {e.Message}", e);
        }
    }
}
