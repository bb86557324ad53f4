using System.Text.Json.Nodes;
using Agent.ApiServer.Requests;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Admission;

/// <summary>What every namespace has from its first moment: a service account, and how pods know the API server.</summary>
internal static class NamespaceContents
{
    public const string RootCertificates = "kube-root-ca.crt";

    public static void Fill(StoredObject space, RequestContext context)
    {
        var creator = new ObjectCreator(context);
        EnsureAccount(space, context);
        var certificates = Named("v1", "ConfigMap", RootCertificates);
        certificates["data"] = new JsonObject { ["ca.crt"] = context.Admission.RootCertificates };
        creator.Create(ResourceCatalog.Get(KubernetesResources.ConfigMaps), space.Key.Name, certificates, false);
    }

    /// <summary>Makes the namespace's service account unless it is there.</summary>
    public static void EnsureAccount(StoredObject space, RequestContext context)
    {
        var accounts = ResourceCatalog.Get(KubernetesResources.ServiceAccounts);
        if (context.Store.Find(accounts, space.Key.Name, "default") is null)
        {
            new ObjectCreator(context).Create(accounts, space.Key.Name, Named("v1", "ServiceAccount", "default"), false);
        }
    }

    public static JsonObject Named(string apiVersion, string kind, string name) => new()
    {
        ["kind"] = kind,
        ["apiVersion"] = apiVersion,
        ["metadata"] = new JsonObject { ["name"] = name },
    };
}
