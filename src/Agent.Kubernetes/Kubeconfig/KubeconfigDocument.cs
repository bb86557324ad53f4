namespace Agent.Kubernetes.Kubeconfig;

/// <summary>One kubeconfig, or several merged: entries by name, each still in the file it came from.</summary>
/// <param name="CurrentContext">Name of the context that is used when none is asked for, and where it says so; null: none.</param>
/// <param name="Clusters">API servers.</param>
/// <param name="Users">Credentials.</param>
/// <param name="Contexts">Pairs of the two.</param>
internal sealed record KubeconfigDocument(
    (string Name, ConfigMap At)? CurrentContext,
    SortedDictionary<string, ConfigMap> Clusters,
    SortedDictionary<string, ConfigMap> Users,
    SortedDictionary<string, ConfigMap> Contexts)
{
    /// <summary>Merges files as kubectl does: whoever first names an entry, or the current context, wins as a whole.</summary>
    public static KubeconfigDocument Merge(IEnumerable<KubeconfigDocument> documents)
    {
        var merged = new KubeconfigDocument(null, Empty(), Empty(), Empty());
        foreach (var document in documents)
        {
            merged = merged with { CurrentContext = merged.CurrentContext ?? document.CurrentContext };
            Add(merged.Clusters, document.Clusters);
            Add(merged.Users, document.Users);
            Add(merged.Contexts, document.Contexts);
        }

        return merged;
    }

    /// <summary>No entries.</summary>
    public static SortedDictionary<string, ConfigMap> Empty() => new(StringComparer.Ordinal);

    private static void Add(SortedDictionary<string, ConfigMap> into, SortedDictionary<string, ConfigMap> from)
    {
        foreach (var (name, entry) in from)
        {
            into.TryAdd(name, entry);
        }
    }
}
