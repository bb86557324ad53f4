namespace Agent.Kubernetes.Client;

/// <summary>How the client behaves, apart from where the API server is and who the client is.</summary>
public sealed record HttpApiServerOptions
{
    /// <summary>The User-Agent header.</summary>
    public string UserAgent { get; init; } = "agent";

    /// <summary>Most bytes of an answer, and of one event of a watch, decompressed; 64 MiB.</summary>
    public int MaxResponseBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Time until a connection must be made, TLS included; 30 s as in client-go.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>HTTP/1.1 only, as with the variable DISABLE_HTTP2 of client-go.</summary>
    public bool DisableHttp2 { get; init; }

    /// <summary>Told, once each, of what goes wrong and is overcome: a rotated file that cannot be read, say.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>The clock for tokens, certificates and Retry-After.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Silence on a connection after which it is pinged. client-go: 30 s, and 15 s for the answer. The handler looks every
    /// quarter of the shorter time; with these two a dead connection is found within 43 s.
    /// </summary>
    internal TimeSpan PingDelay { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Time for the answer to a ping.</summary>
    internal TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Time between two looks at the files of certificates; the kubelet's 10 s.</summary>
    internal TimeSpan CertificateCheckPeriod { get; init; } = TimeSpan.FromSeconds(10);
}
