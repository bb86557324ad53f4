namespace Agent.Node.Pods;

/// <summary>The layout of the pod log directory: <c>&lt;namespace&gt;_&lt;name&gt;_&lt;uid&gt;</c>.</summary>
internal static class PodLogs
{
    /// <summary>Name of the legacy link of a container's log, without <c>.log</c> cut to 251 characters so that the file name fits.</summary>
    public static string LinkName(string pod, string @namespace, string container, string containerId)
    {
        var name = $"{pod}_{@namespace}_{container}-{containerId}";
        return (name.Length > 251 ? name[..251] : name) + ".log";
    }

    /// <summary>Directories of pods that are not known; names of another form are left alone.</summary>
    public static IReadOnlyList<string> Orphans(IEnumerable<string> names, IEnumerable<string> knownUids)
    {
        var known = new HashSet<string>(knownUids, StringComparer.Ordinal);
        return [.. names.Where(name => name.Split('_') is [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 } uid] && !known.Contains(uid))];
    }
}
