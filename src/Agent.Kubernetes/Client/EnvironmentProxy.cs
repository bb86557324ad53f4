using System.Net;

namespace Agent.Kubernetes.Client;

/// <summary>
/// The proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name, read as Go programs read them: NO_PROXY may hold address ranges,
/// which is how operators keep a cluster's own addresses off a proxy.
/// </summary>
internal sealed class EnvironmentProxy : IWebProxy
{
    private readonly Uri? _http;
    private readonly Uri? _https;
    private readonly string[] _direct;

    private EnvironmentProxy(Uri? http, Uri? https, string[] direct) => (_http, _https, _direct) = (http, https, direct);

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <summary>Reads the variables; both spellings count, upper case first.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static EnvironmentProxy Create(Func<string, string?> variable)
    {
        string? Either(string name) => variable(name) is { Length: > 0 } upper ? upper : variable(name.ToLowerInvariant());
        var (http, https) = (Parse(Either("HTTP_PROXY")), Parse(Either("HTTPS_PROXY")));
        return new EnvironmentProxy(http, https, (Either("NO_PROXY") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            Credentials = new UserInfoCredentials(),
        };
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : Of(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var name = host.IdnHost.ToLowerInvariant().Trim('[', ']').TrimEnd('.');
        var isAddress = IPAddress.TryParse(name, out var address);
        return Of(host) is null || name == "localhost" || (isAddress && IPAddress.IsLoopback(address!))
            || _direct.Any(rule => Matches(rule, name, host.Port, isAddress ? address : null));
    }

    private Uri? Of(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    private static bool Matches(string rule, string name, int port, IPAddress? address)
    {
        if (rule == "*")
        {
            return true;
        }

        if (IPNetwork.TryParse(rule, out var network))
        {
            return address is not null && network.Contains(address);
        }

        rule = rule.ToLowerInvariant();
        var colon = rule.LastIndexOf(':');
        if (colon >= 0 && !IPAddress.TryParse(rule, out _) && int.TryParse(rule.AsSpan(colon + 1), out var only))
        {
            if (only != port)
            {
                return false;
            }

            rule = rule[..colon];
        }

        rule = rule.Trim('[', ']');
        if (address is not null)
        {
            return IPAddress.TryParse(rule, out var one) && one.Equals(address);
        }

        // "x.y" is the domain and all below it, ".x.y" and "*.x.y" only what is below.
        rule = rule.StartsWith("*.", StringComparison.Ordinal) ? rule[1..] : rule;
        return rule.StartsWith('.') ? name.EndsWith(rule, StringComparison.Ordinal)
            : name == rule || name.EndsWith("." + rule, StringComparison.Ordinal);
    }

    private static Uri? Parse(string? text) =>
        text is { Length: > 0 }
        && Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var proxy)
        && proxy.Scheme is "http" or "https" or "socks5"
            ? proxy
            : null;

    /// <summary>User and password stand in the proxy's own URL.</summary>
    private sealed class UserInfoCredentials : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType) => ProxyCredentials.Of(uri);
    }
}
