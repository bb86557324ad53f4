namespace Agent.Kubernetes.Client;

/// <summary>A client certificate with its key, as an exec plugin issued them. A new one is another object.</summary>
internal sealed class KeyPairPem(string certificate, string key)
{
    /// <summary>PEM of the certificate and what it is signed by.</summary>
    public string Certificate { get; } = certificate;

    /// <summary>PEM of the private key.</summary>
    public string Key { get; } = key;
}
