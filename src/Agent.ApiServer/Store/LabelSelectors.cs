using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.Kubernetes;
using Agent.Kubernetes.Selectors;

namespace Agent.ApiServer.Store;

/// <summary>Reads the selectors in objects.</summary>
internal static class LabelSelectors
{
    /// <summary>A selector as workloads and disruption budgets have it.</summary>
    /// <exception cref="FormatException">It is no selector.</exception>
    public static LabelSelector Of(JsonObject selector)
    {
        try
        {
            return LabelSelector.Of(KubernetesJson.Deserialize<V1LabelSelector>(JsonObjects.Write(selector)))!;
        }
        catch (System.Text.Json.JsonException wrong)
        {
            throw new SelectorException(wrong.Message);
        }
    }
}
