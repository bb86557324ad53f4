namespace Agent.Node.Pods;

/// <summary>The layout of the pod log directory: <c>&lt;namespace&gt;_&lt;name&gt;_&lt;uid&gt;</c>.</summary>
internal static class PodLogs
{
    /// <summary>Directories of pods that are not known; names of another form are left alone.</summary>
    public static IReadOnlyList<string> Orphans(IEnumerable<string> names, IEnumerable<string> knownUids)
    {
        var known = new HashSet<string>(knownUids, StringComparer.Ordinal);
        return [.. names.Where(name => name.Split('_') is [{ Length: > 0 }, { Length: > 0 }, { Length: > 0 } uid] && !known.Contains(uid))];
    }
}
