using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Agent.ApiServer.Hosting;
using Agent.EndToEnd.Tests.Fixtures;
using Agent.EndToEnd.Tests.Fixtures.Agents;
using Agent.Kubernetes.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agent.EndToEnd.Tests.Cluster;

/// <summary>The in-memory cluster in this process, behind a TLS port on which a test can have requests answered otherwise.</summary>
internal sealed partial class FaultyCluster : IAsyncDisposable
{
    private readonly LabDirectory _lab;
    private readonly Agent.ApiServer.Hosting.Cluster _cluster;
    private readonly Holder _holder;
    private int _files;

    private FaultyCluster(LabDirectory lab, Agent.ApiServer.Hosting.Cluster cluster, Holder holder) =>
        (_lab, _cluster, _holder) = (lab, cluster, holder);

    /// <summary>Comes before the server; true: it has answered. Null: nothing goes wrong.</summary>
    public Func<HttpContext, Task<bool>>? Fault
    {
        get => _holder.Fault;
        set => _holder.Fault = value;
    }

    public IApiServer Server => _cluster.Server;

    public static async Task<FaultyCluster> StartAsync(LabDirectory lab)
    {
        var holder = new Holder();
        var options = new ClusterOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            Before = async (http, next) =>
            {
                if (holder.Fault is not { } fault || !await fault(http))
                {
                    await next(http);
                }
            },
        };
        return new FaultyCluster(
            lab, await Agent.ApiServer.Hosting.Cluster.StartAsync(options, NullLoggerFactory.Instance, CancellationToken.None), holder);
    }

    /// <summary>Answers a request with a Status, as an API server refuses.</summary>
    public static async Task RefuseAsync(HttpContext http, int code, string reason, string message, int? retryAfter = null)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = "application/json";
        if (retryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["status"] = "Failure",
            ["reason"] = reason,
            ["message"] = message,
            ["code"] = code,
        };
        await http.Response.WriteAsync(status.ToJsonString());
    }

    /// <summary>True for a watch of pods.</summary>
    public static bool IsPodWatch(HttpContext http) =>
        http.Request.Path.Value == "/api/v1/pods" && http.Request.Query["watch"].ToString() is "true" or "1";

    /// <summary>The watch that a request asks for, straight from the store.</summary>
    public async Task<IApiWatch> OpenAsync(HttpContext http) => (await Server.WatchAsync(
        new ApiRequest
        {
            Verb = ApiVerb.Watch,
            Resource = KubernetesResources.Pods,
            Query = [.. http.Request.Query.Select(q => KeyValuePair.Create(q.Key, q.Value.ToString()))],
        },
        http.RequestAborted)).Watch!;

    /// <summary>A kubeconfig of the node.</summary>
    public string NodeKubeconfig() => Write(_cluster.NodeKubeconfig(AgentProcess.NodeName));

    /// <summary>The same with a certificate that has expired.</summary>
    public string ExpiredKubeconfig()
    {
        using var certificate = _cluster.Authority.IssueClient(
            $"system:node:{AgentProcess.NodeName}", ["system:nodes"], TimeSpan.FromMinutes(-1));
        using var key = certificate.GetECDsaPrivateKey()!;
        var text = With(_cluster.NodeKubeconfig(AgentProcess.NodeName), "client-certificate-data", certificate.ExportCertificatePem());
        return Write(With(text, "client-key-data", key.ExportPkcs8PrivateKeyPem()));
    }

    /// <summary>The same that trusts another authority than the server's.</summary>
    public string StrangersKubeconfig()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=somebody-else", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return Write(With(_cluster.NodeKubeconfig(AgentProcess.NodeName), "certificate-authority-data", authority.ExportCertificatePem()));
    }

    public string Write(string kubeconfig)
    {
        var file = _lab.Combine($"node-{Guid.NewGuid():N}-{++_files}.kubeconfig");
        File.WriteAllText(file, kubeconfig);
        return file;
    }

    public async Task<JsonNode?> PodAsync(string name)
    {
        var answer = await Server.SendAsync(ApiRequests.Get(KubernetesResources.Pods, "default", name), CancellationToken.None);
        return answer.IsSuccess ? JsonNode.Parse(answer.Body.Span) : null;
    }

    public async Task CreateAsync(JsonObject pod)
    {
        var answer = await Server.SendAsync(
            new ApiRequest
            {
                Verb = ApiVerb.Create,
                Resource = KubernetesResources.Pods,
                Namespace = "default",
                Body = Encoding.UTF8.GetBytes(pod.ToJsonString()),
            },
            CancellationToken.None);
        Assert.True(answer.IsSuccess, Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 500)]));
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private static string With(string text, string field, string pem) =>
        Regex.Replace(text, $"(?m){field}: .*$", $"{field}: {Convert.ToBase64String(Encoding.ASCII.GetBytes(pem))}");

    private sealed class Holder
    {
        public volatile Func<HttpContext, Task<bool>>? Fault;
    }
}
