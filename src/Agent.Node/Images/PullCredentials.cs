using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Agent.Cri.Protocol;
using Agent.Kubernetes;
using Agent.Kubernetes.Images;
using Google.Protobuf;

namespace Agent.Node.Images;

/// <summary>
/// Credentials for an image from pull secrets: <c>kubernetes.io/dockerconfigjson</c> and <c>kubernetes.io/dockercfg</c>. The
/// registry keys match as the kubelet matches them: <c>*</c> within a label of the host, equal port, path as a prefix.
/// </summary>
internal static class PullCredentials
{
    private const string DockerHubRegistry = "docker.io";
    private const string DockerHubKey = "index.docker.io";

    /// <summary>All credentials that fit, the most specific first.</summary>
    /// <param name="image">The image as the pod spec names it.</param>
    /// <param name="secrets">The pull secrets, in order.</param>
    /// <param name="unusable">Secrets whose content cannot be used, without any of it; those of other types are no error.</param>
    public static IReadOnlyList<AuthConfig> For(string image, IEnumerable<V1Secret> secrets, out IReadOnlyList<string> unusable)
    {
        var bad = new List<string>();
        unusable = bad;
        if (!ImageReference.TryParse(image, out var reference))
        {
            return [];
        }

        var entries = new List<(string Key, AuthConfig Auth)>();
        foreach (var secret in secrets)
        {
            try
            {
                entries.AddRange(Read(secret));
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
            {
                bad.Add(secret.Name());
            }
        }

        return Fitting(reference, entries);
    }

    /// <summary>Credentials of a docker configuration file that fit, the most specific first.</summary>
    /// <param name="image">The image as the pod spec names it.</param>
    /// <param name="text">The file's text, which is usable.</param>
    /// <param name="isNested">Its entries are below <c>auths</c>: a <c>config.json</c>, not a <c>.dockercfg</c>.</param>
    public static IReadOnlyList<AuthConfig> For(string image, string text, bool isNested) =>
        ImageReference.TryParse(image, out var reference) ? Fitting(reference, Parse(Encoding.UTF8.GetBytes(text), isNested)) : [];

    /// <summary>Tells credentials from others, and nothing of what they are.</summary>
    public static string Fingerprint(IEnumerable<AuthConfig> credentials)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var credential in credentials)
        {
            hash.AppendData(credential.ToByteArray());
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }

    /// <summary>Whether a text is a docker configuration with entries.</summary>
    public static bool IsUsable(string text, bool isNested)
    {
        try
        {
            return Parse(Encoding.UTF8.GetBytes(text), isNested).Any();
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private static IReadOnlyList<AuthConfig> Fitting(ImageReference reference, IEnumerable<(string Key, AuthConfig Auth)> all)
    {
        // In reverse order of their keys longer paths come first.
        var entries = all.OrderByDescending(e => e.Key, StringComparer.Ordinal).ToList();
        var fitting = entries.Where(e => Matches(e.Key, reference.Name)).Select(e => e.Auth).ToList();
        return fitting.Count > 0 || reference.Registry != DockerHubRegistry
            ? fitting
            : [.. entries.Where(e => e.Key == DockerHubKey).Select(e => e.Auth)];
    }

    private static IEnumerable<(string Key, AuthConfig Auth)> Read(V1Secret secret)
    {
        var (key, isNested) = secret.Type switch
        {
            "kubernetes.io/dockerconfigjson" => (".dockerconfigjson", true),
            "kubernetes.io/dockercfg" => (".dockercfg", false),
            _ => ("", false),
        };
        if (key.Length == 0 || secret.Data?.GetValueOrDefault(key) is not { } json)
        {
            return [];
        }

        return Parse(json, isNested);
    }

    private static IEnumerable<(string Key, AuthConfig Auth)> Parse(byte[] json, bool isNested)
    {
        using var document = JsonDocument.Parse(json);
        var auths = document.RootElement;
        if (isNested && !auths.TryGetProperty("auths", out auths))
        {
            return [];
        }

        return [.. auths.EnumerateObject().Select(e => (Normalize(e.Name), Auth(e.Value)))];
    }

    private static AuthConfig Auth(JsonElement entry)
    {
        var auth = new AuthConfig { Username = Text(entry, "username"), Password = Text(entry, "password") };
        if (Text(entry, "auth") is { Length: > 0 } encoded)
        {
            var padded = encoded.TrimEnd('=');
            padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
            var decoded = Encoding.UTF8.GetString(Convert.FromBase64String(padded));
            var colon = decoded.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                throw new FormatException("auth is not user:password");
            }

            (auth.Username, auth.Password) = (decoded[..colon], decoded[(colon + 1)..]);
        }

        return auth;
    }

    private static string Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    private static string Normalize(string key)
    {
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        key = scheme < 0 ? key : key[(scheme + 3)..];
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return key;
        }

        var (host, path) = (key[..slash], key[(slash + 1)..]);
        foreach (var version in (string[])["v1", "v2"])
        {
            if (path == version || path.StartsWith(version + "/", StringComparison.Ordinal))
            {
                path = path[version.Length..].TrimStart('/');
                break;
            }
        }

        path = path.TrimEnd('/');
        return path.Length == 0 ? host : $"{host}/{path}";
    }

    private static bool Matches(string key, string image)
    {
        var (keyHost, keyPath) = Split(key);
        var (host, path) = Split(image);
        var (keyName, keyPort) = SplitPort(keyHost);
        var (name, port) = SplitPort(host);
        var keyLabels = keyName.Split('.');
        var labels = name.Split('.');
        return keyPort == port
            && keyLabels.Length == labels.Length
            && keyLabels.Zip(labels).All(l => Glob(l.First, l.Second))
            && path.StartsWith(keyPath, StringComparison.Ordinal);
    }

    private static (string Host, string Path) Split(string name) =>
        name.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? (name[..slash], name[(slash + 1)..]) : (name, "");

    private static (string Name, string Port) SplitPort(string host) =>
        host.LastIndexOf(':') is var colon and >= 0 ? (host[..colon], host[(colon + 1)..]) : (host, "");

    private static bool Glob(string pattern, string text)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return pattern == text;
        }

        var at = parts[0].Length;
        if (!text.StartsWith(parts[0], StringComparison.Ordinal) || text.Length < parts[0].Length + parts[^1].Length)
        {
            return false;
        }

        foreach (var part in parts[1..^1])
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return text.Length - parts[^1].Length >= at && text.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
