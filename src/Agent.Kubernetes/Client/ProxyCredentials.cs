using System.Net;

namespace Agent.Kubernetes.Client;

/// <summary>User and password in the URL of a proxy.</summary>
internal static class ProxyCredentials
{
    /// <summary>Null when the URL has none.</summary>
    public static NetworkCredential? Of(Uri proxy)
    {
        if (proxy.UserInfo.Length == 0)
        {
            return null;
        }

        var parts = proxy.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
    }
}
