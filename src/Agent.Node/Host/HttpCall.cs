namespace Agent.Node.Host;

/// <summary>One HTTP request without a body.</summary>
/// <param name="Host">Address or name to connect to.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="IsTls">Over TLS, whose certificate is not verified.</param>
/// <param name="Target">The request target, as <c>/healthz?full=1</c>.</param>
/// <param name="Text">The request as it is sent, in ASCII; its headers may hold secrets.</param>
public sealed record HttpCall(string Host, int Port, bool IsTls, string Target, string Text)
{
    /// <summary>The URL, for people.</summary>
    public string Url => $"{(IsTls ? "https" : "http")}://{Authority(Host, Port)}{Target}";

    /// <summary>Host and port, an IPv6 address in brackets.</summary>
    public static string Authority(string host, int port) =>
        host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";

    /// <summary>Without the headers.</summary>
    public override string ToString() => "GET " + Url;
}
