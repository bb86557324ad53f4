using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

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

    /// <summary>File to which every finished request is added, one line of JSON each, as a real API server's audit log; null: none.</summary>
    public string? AuditLogFile { get; init; }

    /// <summary>Comes before the server with each request, and may answer it or break it instead: for tests of clients. Null: nothing.</summary>
    public Func<HttpContext, RequestDelegate, Task>? Before { get; init; }
}
