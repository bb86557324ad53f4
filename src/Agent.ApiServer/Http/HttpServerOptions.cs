using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Agent.ApiServer.Http;

/// <summary>How an API server is reached.</summary>
public sealed record HttpServerOptions
{
    /// <summary>Address and port; port 0: any that is free. Loopback unless said otherwise.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>The server's certificate with its key.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>The authority whose certificates clients may show; their subject names user (CN) and groups (O). Null: none.</summary>
    public X509Certificate2? ClientAuthority { get; init; }

    /// <summary>Requests without credentials are answered as those of <c>system:anonymous</c>.</summary>
    public bool AllowAnonymous { get; init; }
}
