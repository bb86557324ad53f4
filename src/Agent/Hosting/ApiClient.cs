using Agent.CommandLine;
using Agent.Kubernetes.Client;
using Agent.Kubernetes.Kubeconfig;
using Microsoft.Extensions.Logging;

namespace Agent.Hosting;

/// <summary>Makes the client of the API server.</summary>
internal static partial class ApiClient
{
    /// <summary>Makes it, and says whom it will talk to; nothing is sent yet.</summary>
    /// <exception cref="KubeconfigException">A certificate, key or token cannot be used.</exception>
    public static HttpApiServer Create(ApiAccess access, ILoggerFactory loggers)
    {
        var log = loggers.CreateLogger("Agent.Kubernetes");
        foreach (var warning in access.Warnings)
        {
            LogNotice(log, warning);
        }

        if (ClientCertificateCheck.Problem(access.ClientCertificate, TimeProvider.System.GetUtcNow()) is { } problem)
        {
            LogNotice(log, problem);
        }

        var version = AgentVersion.Current;
        var client = new HttpApiServer(access, new HttpApiServerOptions
        {
            UserAgent = ApiUserAgent.Of(version.Version, version.Platform, version.Kubernetes),
            DisableHttp2 = Environment.GetEnvironmentVariable("DISABLE_HTTP2") is { Length: > 0 },
            Notice = notice => LogNotice(log, notice),
        });
        LogServer(log, access.Server, access.Origin);
        if (access.InsecureSkipTlsVerify)
        {
            LogInsecure(log, access.Server);
        }

        return client;
    }

    [LoggerMessage(1, LogLevel.Information, "API server at {Server} (from {Origin})")]
    private static partial void LogServer(ILogger log, Uri server, string origin);

    [LoggerMessage(2, LogLevel.Warning, "{Notice}")]
    private static partial void LogNotice(ILogger log, string notice);

    [LoggerMessage(3, LogLevel.Warning, "The kubeconfig says insecure-skip-tls-verify: anybody on the way can pretend to be {Server}")]
    private static partial void LogInsecure(ILogger log, Uri server);
}
