using Agent.ApiServer.Store;

namespace Agent.ApiServer.Controllers;

/// <summary>Which pods of a workload are given up first.</summary>
internal static class PodRanking
{
    /// <summary>
    /// Those without a node, then those that do not run, are not ready, were ready last, restarted more often, are newer; at
    /// last by name.
    /// </summary>
    public static IEnumerable<StoredObject> FirstToGo(IEnumerable<StoredObject> pods) => pods
        .OrderBy(p => p.Pod.Node.Length > 0)
        .ThenBy(p => p.Pod.Phase switch { "Pending" or "" => 0, "Unknown" => 1, _ => 2 })
        .ThenBy(p => p.Pod.IsReady)
        .ThenByDescending(p => p.Pod.ReadySince)
        .ThenByDescending(p => p.Pod.Restarts)
        .ThenByDescending(p => p.Pod.Created)
        .ThenBy(p => p.Key);
}
