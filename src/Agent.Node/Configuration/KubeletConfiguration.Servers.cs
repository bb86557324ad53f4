using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

public sealed partial record KubeletConfiguration
{
    /// <summary>Whether the node's HTTPS server runs.</summary>
    [Flag("enable-server")]
    public bool EnableServer { get; init; } = true;

    /// <summary>IP address that the HTTPS and the read-only server listen on; 0.0.0.0 or :: for all.</summary>
    [Flag("address"), ZeroIsUnset]
    public string Address { get; init; } = "0.0.0.0";

    /// <summary>Port of the HTTPS server, 1 to 65535.</summary>
    [Flag("port"), ZeroIsUnset]
    public int Port { get; init; } = 10250;

    /// <summary>Port of the read-only server, which asks nobody who they are. 0: off.</summary>
    [Flag("read-only-port")]
    public int ReadOnlyPort { get; init; }

    /// <summary>PEM file of the serving certificate, intermediates after it. Empty: self-signed, or by request.</summary>
    [Flag("tls-cert-file")]
    public string TlsCertFile { get; init; } = "";

    /// <summary>PEM file of the serving certificate's private key.</summary>
    [Flag("tls-private-key-file")]
    public string TlsPrivateKeyFile { get; init; } = "";

    /// <summary>Names of the cipher suites that are offered up to TLS 1.2. Empty: the platform's choice.</summary>
    [Flag("tls-cipher-suites")]
    public IReadOnlyList<string> TlsCipherSuites { get; init; } = [];

    /// <summary>Numbers of the key exchange groups that are offered (IANA, TLS Supported Groups). Empty: the platform's choice.</summary>
    public IReadOnlyList<int> TlsCurvePreferences { get; init; } = [];

    /// <summary>Oldest TLS version that is accepted. Empty: VersionTLS12.</summary>
    [Flag("tls-min-version"), ZeroIsUnset]
    public TlsVersion? TlsMinVersion { get; init; }

    /// <summary>Whether the client certificate is renewed by certificate signing requests.</summary>
    [Flag("rotate-certificates")]
    public bool RotateCertificates { get; init; }

    /// <summary>Whether the serving certificate is obtained by certificate signing requests.</summary>
    [JsonPropertyName("serverTLSBootstrap"), Flag("rotate-server-certificates")]
    public bool ServerTlsBootstrap { get; init; }

    /// <summary>How the HTTPS server finds out who calls.</summary>
    public KubeletAuthentication Authentication { get; init; } = new();

    /// <summary>How the HTTPS server decides what a caller may do.</summary>
    public KubeletAuthorization Authorization { get; init; } = new();

    /// <summary>Whether exec, attach, port-forward, logs and run are served.</summary>
    [Flag("enable-debugging-handlers")]
    public bool EnableDebuggingHandlers { get; init; } = true;

    /// <summary>Whether lock contention profiling is on.</summary>
    [Flag("contention-profiling")]
    public bool EnableContentionProfiling { get; init; }

    /// <summary>Whether profiles are served below /debug/pprof.</summary>
    public bool EnableProfilingHandler { get; init; } = true;

    /// <summary>Whether the verbosity of the log can be changed at /debug/flags/v.</summary>
    public bool EnableDebugFlagsHandler { get; init; } = true;

    /// <summary>Whether the files below /var/log are served at /logs/.</summary>
    public bool EnableSystemLogHandler { get; init; } = true;

    /// <summary>Whether /logs/ also answers queries for the log of a system service.</summary>
    public bool EnableSystemLogQuery { get; init; }

    /// <summary>Port of the plain HTTP server for /healthz. 0: off.</summary>
    [Flag("healthz-port")]
    public int HealthzPort { get; init; } = 10248;

    /// <summary>IP address that the /healthz server listens on.</summary>
    [Flag("healthz-bind-address"), ZeroIsUnset]
    public string HealthzBindAddress { get; init; } = "127.0.0.1";

    /// <summary>Deprecated, without effect: how long an idle streaming connection stays open.</summary>
    [Flag("streaming-connection-idle-timeout"), ZeroIsUnset]
    public TimeSpan StreamingConnectionIdleTimeout { get; init; } = TimeSpan.FromHours(4);
}
