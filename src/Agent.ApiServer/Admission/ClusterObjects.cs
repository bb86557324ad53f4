using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.ApiServer.Kinds;
using Agent.ApiServer.Requests;
using Agent.ApiServer.Resources;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Admission;

/// <summary>What every cluster has: its namespaces, and the service by which pods reach the API server.</summary>
internal static class ClusterObjects
{
    private const int HttpsPort = 443;
    private const int ApiServerPort = 6443;

    /// <summary>Makes what is not there.</summary>
    public static void Ensure(RequestContext context)
    {
        var creator = new ObjectCreator(context);
        var namespaces = ResourceCatalog.Get(KubernetesResources.Namespaces);
        foreach (var name in (ReadOnlySpan<string>)["default", "kube-node-lease", "kube-public", "kube-system"])
        {
            if (context.Store.Find(namespaces, null, name) is null)
            {
                creator.Create(namespaces, null, NamespaceContents.Named("v1", "Namespace", name), dryRun: false);
            }
        }

        var services = ResourceCatalog.Get(KubernetesResources.Services);
        if (context.Store.Find(services, "default", "kubernetes") is null)
        {
            creator.Create(services, "default", KubernetesService(), dryRun: false);
        }
    }

    private static JsonObject KubernetesService()
    {
        var service = NamespaceContents.Named("v1", "Service", "kubernetes");
        service.Ensure("metadata")["labels"] = new JsonObject { ["component"] = "apiserver", ["provider"] = "kubernetes" };
        service["spec"] = new JsonObject
        {
            ["type"] = "ClusterIP",
            ["clusterIP"] = ServiceKind.ApiServerAddress,
            ["ports"] = new JsonArray(new JsonObject
            {
                ["name"] = "https",
                ["protocol"] = "TCP",
                ["port"] = HttpsPort,
                ["targetPort"] = ApiServerPort,
            }),
        };
        return service;
    }
}
