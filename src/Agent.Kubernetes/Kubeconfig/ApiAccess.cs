namespace Agent.Kubernetes.Kubeconfig;

/// <summary>How to reach the API server and who to be there: one context of a kubeconfig, or what a pod is given.</summary>
public sealed record ApiAccess
{
    /// <summary>Where this is from, for messages: a file and a context.</summary>
    public required string Origin { get; init; }

    /// <summary>The API server, http or https, its path a prefix of all requests.</summary>
    public required Uri Server { get; init; }

    /// <summary>Namespace of the context.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Name the server's certificate must have; null: the host of <see cref="Server"/>.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Any certificate of the server is taken.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>Authorities that the server's certificate must be from; null: the machine's.</summary>
    public PemSource? CertificateAuthority { get; init; }

    /// <summary>Answers are not asked for compressed.</summary>
    public bool DisableCompression { get; init; }

    /// <summary>Proxy (http, https, socks5); null: what HTTPS_PROXY and NO_PROXY say.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Client certificate; null: none.</summary>
    public PemSource? ClientCertificate { get; init; }

    /// <summary>Its private key; null: none.</summary>
    public PemSource? ClientKey { get; init; }

    /// <summary>Bearer token; null: none.</summary>
    public string? Token { get; init; }

    /// <summary>File of a bearer token that changes now and then; comes before <see cref="Token"/>. Null: none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>User name of basic authentication; null: none.</summary>
    public string? Username { get; init; }

    /// <summary>Password of basic authentication.</summary>
    public string? Password { get; init; }

    /// <summary>A program that gives credentials; null: none.</summary>
    public ExecPlugin? Exec { get; init; }

    /// <summary>Whom requests act as; null: nobody else.</summary>
    public Impersonation? Impersonate { get; init; }

    /// <summary>Fields that this version does not know, one message each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Names the server only: the rest may be secret.</summary>
    public override string ToString() => $"{Server} ({Origin})";
}
