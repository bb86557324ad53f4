namespace Agent.Node.Configuration;

/// <summary>A version of TLS, by Go's name.</summary>
public enum TlsVersion
{
    /// <summary>TLS 1.0.</summary>
    VersionTLS10,

    /// <summary>TLS 1.1.</summary>
    VersionTLS11,

    /// <summary>TLS 1.2.</summary>
    VersionTLS12,

    /// <summary>TLS 1.3.</summary>
    VersionTLS13,
}
