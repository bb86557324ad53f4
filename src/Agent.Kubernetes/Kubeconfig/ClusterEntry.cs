using System.Text.Json;

namespace Agent.Kubernetes.Kubeconfig;

/// <summary>Reads the <c>cluster</c> of a kubeconfig.</summary>
internal static class ClusterEntry
{
    private const string ExecExtension = "client.authentication.k8s.io/exec";

    /// <summary>Adds what the cluster says.</summary>
    /// <exception cref="KubeconfigException">A field cannot be used.</exception>
    public static ApiAccess Apply(ApiAccess access, ConfigMap cluster)
    {
        access = access with
        {
            Server = Server(cluster),
            TlsServerName = cluster.Text("tls-server-name"),
            InsecureSkipTlsVerify = cluster.Switch("insecure-skip-tls-verify"),
            CertificateAuthority = Pem(cluster, "certificate-authority"),
            DisableCompression = cluster.Switch("disable-compression"),
            Proxy = Proxy(cluster),
        };
        return access is { InsecureSkipTlsVerify: true, CertificateAuthority: not null }
            ? throw cluster.Error("insecure-skip-tls-verify", "true is not allowed together with certificate-authority; one of the two is")
            : access;
    }

    /// <summary>What the cluster tells exec plugins; undefined: nothing.</summary>
    public static JsonElement ExecConfig(ConfigMap cluster)
    {
        var extension = cluster.Maps("extensions").FirstOrDefault(entry => entry.Text("name") == ExecExtension);
        return extension?.Raw("extension") is { } node ? NodeJson.ToElement(node) : default;
    }

    /// <summary>A field that names a file, or its twin ending in <c>-data</c> that holds the bytes; not both.</summary>
    public static PemSource? Pem(ConfigMap map, string field)
    {
        var (file, data) = (map.FilePath(field), map.Bytes(field + "-data"));
        if (file is not null && data is not null)
        {
            throw map.Error(field, $"is set together with {field}-data; one of the two is allowed");
        }

        return file is null && data is null
            ? null
            : new PemSource($"{map.File}: {map.Path[data is null ? field : field + "-data"]}", file, data);
    }

    /// <summary>kubectl takes a server without a scheme as http.</summary>
    private static Uri Server(ConfigMap cluster)
    {
        const string Allowed = "the URL of an API server, as https://10.0.0.1:6443,";
        var text = cluster.Required("server", Allowed);
        return Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var server)
            && server is { Scheme: "http" or "https", Host.Length: > 0, Query: "", Fragment: "", UserInfo: "" }
                ? server
                : throw cluster.Error("server", $"{(text.Contains('@', StringComparison.Ordinal) ? "this" : $"\"{text}\"")} is not allowed; {Allowed} is");
    }

    private static Uri? Proxy(ConfigMap cluster)
    {
        if (cluster.Text("proxy-url") is not { } text)
        {
            return null;
        }

        // Its user information is a secret.
        return Uri.TryCreate(text, UriKind.Absolute, out var proxy) && proxy is { Scheme: "http" or "https" or "socks5", Host.Length: > 0 }
            ? proxy
            : throw cluster.Error("proxy-url", "the text is not allowed; a URL with http, https or socks5 is");
    }
}
