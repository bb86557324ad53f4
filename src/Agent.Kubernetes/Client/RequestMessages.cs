using System.Net;
using Agent.Kubernetes.Api;
using Agent.Kubernetes.Kubeconfig;

namespace Agent.Kubernetes.Client;

/// <summary>Makes HTTP messages of requests.</summary>
internal sealed class RequestMessages(ApiAccess access, HttpApiServerOptions options)
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly string _base = access.Server.GetLeftPart(UriPartial.Path).TrimEnd('/');

    // Without TLS a server cannot say which version it speaks.
    private readonly Version _version = access.Server.Scheme == Uri.UriSchemeHttps && !options.DisableHttp2 ? HttpVersion.Version20 : HttpVersion.Version11;

    /// <summary>The message for a request.</summary>
    public HttpRequestMessage Create(ApiRequest request, ApiCredential credential)
    {
        var message = new HttpRequestMessage(Method(request.Verb), new Uri(_base + ApiPath.Of(request), AsWritten))
        {
            Version = _version,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        var headers = message.Headers;
        headers.TryAddWithoutValidation("Accept", ApiContentTypes.Json);
        headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        if (credential.Authorization is { } authorization)
        {
            headers.TryAddWithoutValidation("Authorization", authorization);
        }

        // The handler takes the name for TLS from here.
        headers.Host = access.TlsServerName;
        if (access.Impersonate is { } other)
        {
            Impersonate(headers, other);
        }

        if (!request.Body.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        return message;
    }

    /// <summary>The HTTP method of a verb.</summary>
    public static HttpMethod Method(ApiVerb verb) => verb switch
    {
        ApiVerb.Get or ApiVerb.List or ApiVerb.Watch => HttpMethod.Get,
        ApiVerb.Create => HttpMethod.Post,
        ApiVerb.Update => HttpMethod.Put,
        ApiVerb.Patch => HttpMethod.Patch,
        ApiVerb.Delete or ApiVerb.DeleteCollection => HttpMethod.Delete,
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, null),
    };

    private static void Impersonate(System.Net.Http.Headers.HttpRequestHeaders headers, Impersonation other)
    {
        headers.TryAddWithoutValidation("Impersonate-User", other.User);
        if (other.Uid is { } uid)
        {
            headers.TryAddWithoutValidation("Impersonate-Uid", uid);
        }

        foreach (var group in other.Groups)
        {
            headers.TryAddWithoutValidation("Impersonate-Group", group);
        }

        foreach (var (key, values) in other.Extra)
        {
            foreach (var value in values)
            {
                headers.TryAddWithoutValidation("Impersonate-Extra-" + Uri.EscapeDataString(key), value);
            }
        }
    }
}
