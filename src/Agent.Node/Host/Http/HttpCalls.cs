using System.Text;
using Agent.Kubernetes;

namespace Agent.Node.Host.Http;

/// <summary>Makes the requests of probes and hooks, and what follows a redirect.</summary>
internal static class HttpCalls
{
    /// <summary>Redirects that are followed, at most; Go's 10.</summary>
    public const int MaxRedirects = 10;

    // The request's own: the host is another header's, the rest would say what is not so.
    private static readonly string[] Reserved = ["Host", "Content-Length", "Transfer-Encoding", "Trailer", "Connection"];

    /// <summary>The request of an action.</summary>
    /// <param name="action">The spec.</param>
    /// <param name="container">Its container, for ports by name.</param>
    /// <param name="podIp">The pod's address.</param>
    /// <param name="userAgent">Unless the spec has one.</param>
    public static Parsed<HttpCall> Build(V1HTTPGetAction action, V1Container container, string podIp, string userAgent)
    {
        var port = PortLookup.Find(action.Port, container);
        if (port.Error.Length > 0)
        {
            return Parsed<HttpCall>.Failed(port.Error);
        }

        var host = action.Host is { Length: > 0 } given ? given : podIp;
        if (host.Length == 0)
        {
            return Parsed<HttpCall>.Failed("the pod has no address");
        }

        foreach (var header in action.HttpHeaders ?? [])
        {
            if (header.Name.Length == 0 || header.Name.Any(c => c is <= ' ' or > '~' or ':') || header.Value.Any(c => (c < ' ' && c != '\t') || c == 127))
            {
                return Parsed<HttpCall>.Failed($"header \"{header.Name}\" of httpGet has a name or value that HTTP does not allow");
            }
        }

        var isTls = string.Equals(action.Scheme, "HTTPS", StringComparison.OrdinalIgnoreCase);
        return Parsed<HttpCall>.Ok(Write(host, port.Value, isTls, HttpRequestTarget.Of(action.Path), HostHeader(action), action.HttpHeaders ?? [], userAgent));
    }

    /// <summary>The request to follow a redirect with; null: it leads to another host, nowhere, or is none.</summary>
    public static HttpCall? Follow(HttpCall call, HttpAnswer answer, V1HTTPGetAction action, string userAgent)
    {
        if (answer.StatusCode is not (301 or 302 or 303 or 307 or 308) || answer.Location is not { Length: > 0 } location
            || !Uri.TryCreate(new Uri(call.Url), location, out var next) || next.Scheme is not ("http" or "https")
            || !string.Equals(Bare(next.Host), Bare(new Uri(call.Url).Host), StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // A header Host of the spec is for this server, and stays unless the server names another.
        var host = Uri.TryCreate(location, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https" ? null : HostHeader(action);
        return Write(call.Host, next.Port, next.Scheme == "https", HttpRequestTarget.Of(next.PathAndQuery), host, action.HttpHeaders ?? [], userAgent);
    }

    /// <summary>The same without TLS and without the header Authorization, for a hook whose server does not speak TLS.</summary>
    public static HttpCall WithoutTls(HttpCall call, V1HTTPGetAction action, string userAgent) => Write(
        call.Host,
        call.Port,
        false,
        call.Target,
        HostHeader(action),
        [.. (action.HttpHeaders ?? []).Where(h => !h.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))],
        userAgent);

    private static string Bare(string host) => host.Trim('[', ']');

    private static string? HostHeader(V1HTTPGetAction action) =>
        (action.HttpHeaders ?? []).LastOrDefault(h => h.Name.Equals("Host", StringComparison.OrdinalIgnoreCase))?.Value;

    private static HttpCall Write(
        string host, int port, bool isTls, string target, string? hostHeader, IReadOnlyList<V1HTTPHeader> headers, string userAgent)
    {
        var text = new StringBuilder(192);
        text.Append("GET ").Append(target).Append(" HTTP/1.1\r\nHost: ")
            .Append(hostHeader is { Length: > 0 } ? hostHeader : HttpCall.Authority(host, port)).Append("\r\n");
        bool Has(string name) => headers.Any(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (!Has("User-Agent"))
        {
            text.Append("User-Agent: ").Append(userAgent).Append("\r\n");
        }

        foreach (var header in headers.Where(h => !Reserved.Contains(h.Name, StringComparer.OrdinalIgnoreCase)))
        {
            // An empty one of these says that there is to be none.
            if (header.Value.Length > 0 || !(header.Name.Equals("Accept", StringComparison.OrdinalIgnoreCase)
                || header.Name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)))
            {
                text.Append(header.Name).Append(": ").Append(header.Value).Append("\r\n");
            }
        }

        if (!Has("Accept"))
        {
            text.Append("Accept: */*\r\n");
        }

        return new HttpCall(host, port, isTls, target, text.Append("Connection: close\r\n\r\n").ToString());
    }
}
