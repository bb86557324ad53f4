using System.Net;
using Microsoft.AspNetCore.Http;

namespace Agent.ApiServer.Hosting;

/// <summary>How a cluster from one command is set up.</summary>
public sealed record ClusterOptions
{
    /// <summary>Address and port of the API server; port 0: any that is free.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 6443);

    /// <summary>File in which the cluster is kept; null: it ends with the process.</summary>
    public string? DataFile { get; init; }

    /// <summary>Requests without credentials are answered.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>File to which every finished request is added, one line each; null: none.</summary>
    public string? AuditLogFile { get; init; }

    /// <summary>Comes before the server with each request, and may answer or break it: for tests of clients. Null: nothing.</summary>
    public Func<HttpContext, RequestDelegate, Task>? Before { get; init; }

    /// <summary>A scheduler and controllers work on the objects.</summary>
    public bool RunControllers { get; init; } = true;
}
