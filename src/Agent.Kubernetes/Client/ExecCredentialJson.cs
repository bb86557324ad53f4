using System.Buffers;
using System.Text;
using System.Text.Json;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Kubeconfig;

namespace Agent.Kubernetes.Client;

/// <summary>The object ExecCredential, which goes to a program as a variable and comes back on its standard output.</summary>
internal static class ExecCredentialJson
{
    /// <summary>What a program is told: the value of KUBERNETES_EXEC_INFO.</summary>
    public static string WriteInfo(ExecPlugin plugin, ApiAccess access, byte[]? authorities)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", "ExecCredential");
            json.WriteString("apiVersion", plugin.ApiVersion);
            json.WriteStartObject("spec");
            if (plugin.ProvideClusterInfo)
            {
                WriteCluster(json, plugin, access, authorities);
            }

            json.WriteBoolean("interactive", false);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what a program wrote. No message repeats it.</summary>
    /// <exception cref="ApiConnectionException">It is no credential.</exception>
    public static ExecCredential Read(ReadOnlyMemory<byte> output, ExecPlugin plugin)
    {
        try
        {
            using var document = JsonDocument.Parse(output);
            var root = document.RootElement;
            if (Text(root, "kind") != "ExecCredential" || Text(root, "apiVersion") != plugin.ApiVersion)
            {
                throw Bad(plugin, $"kind ExecCredential of apiVersion {plugin.ApiVersion} is expected");
            }

            if (!root.TryGetProperty("status", out var status) || status.ValueKind != JsonValueKind.Object)
            {
                throw Bad(plugin, "it has no status");
            }

            return Read(status, plugin);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Bad(plugin, "it is no JSON, or a field is no text");
        }
    }

    private static ExecCredential Read(JsonElement status, ExecPlugin plugin)
    {
        var (token, certificate, key) = (Text(status, "token"), Text(status, "clientCertificateData"), Text(status, "clientKeyData"));
        if ((certificate is null) != (key is null))
        {
            throw Bad(plugin, "clientCertificateData and clientKeyData are allowed together only");
        }

        if (token is null && certificate is null)
        {
            throw Bad(plugin, "its status has no token and no clientCertificateData");
        }

        if (token is not null && token.Any(char.IsControl))
        {
            throw Bad(plugin, "the token has a control character");
        }

        DateTimeOffset? expiry = null;
        if (Text(status, "expirationTimestamp") is { } text)
        {
            expiry = KubernetesTime.TryParse(text, out var time) ? time : throw Bad(plugin, "expirationTimestamp is no time as in RFC 3339");
        }

        return new ExecCredential(
            new ApiCredential(token is null ? null : "Bearer " + token, certificate is null ? null : new KeyPairPem(certificate, key!)), expiry);
    }

    private static void WriteCluster(Utf8JsonWriter json, ExecPlugin plugin, ApiAccess access, byte[]? authorities)
    {
        json.WriteStartObject("cluster");
        json.WriteString("server", access.Server.OriginalString);
        if (access.TlsServerName is { } name)
        {
            json.WriteString("tls-server-name", name);
        }

        if (access.InsecureSkipTlsVerify)
        {
            json.WriteBoolean("insecure-skip-tls-verify", true);
        }

        if (authorities is not null)
        {
            json.WriteBase64String("certificate-authority-data", authorities);
        }

        if (access.Proxy is { } proxy)
        {
            json.WriteString("proxy-url", proxy.OriginalString);
        }

        if (access.DisableCompression)
        {
            json.WriteBoolean("disable-compression", true);
        }

        json.WritePropertyName("config");
        if (plugin.ClusterConfig.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNullValue();
        }
        else
        {
            plugin.ClusterConfig.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static string? Text(JsonElement element, string field) =>
        element.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null && value.GetString() is { Length: > 0 } text ? text : null;

    private static ApiConnectionException Bad(ExecPlugin plugin, string why) =>
        new($"{plugin.Field}: what {plugin.Command} wrote cannot be used: {why}", requestSent: false);
}
