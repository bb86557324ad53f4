using System.Text;

namespace Agent.Kubernetes.Api;

/// <summary>Paths of requests, as <c>/apis/apps/v1/namespaces/default/deployments/web/status</c>.</summary>
public static class ApiPath
{
    /// <summary>Path and query of a request, escaped.</summary>
    public static string Of(ApiRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var path = new StringBuilder(128);
        var resource = request.Resource;
        path.Append(resource.Group.Length == 0 ? "/api/" : "/apis/" + resource.Group + "/").Append(resource.Version);
        if (request.Namespace is { } space)
        {
            path.Append("/namespaces/").Append(Uri.EscapeDataString(space));
        }

        path.Append('/').Append(resource.Plural);
        if (request.Name is { } name)
        {
            path.Append('/').Append(Uri.EscapeDataString(name));
        }

        if (request.Subresource is { } subresource)
        {
            path.Append('/').Append(subresource);
        }

        var separator = '?';
        foreach (var (key, value) in request.Query)
        {
            path.Append(separator).Append(Uri.EscapeDataString(key)).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return path.ToString();
    }
}
