namespace Agent.Kubernetes.Kubeconfig;

/// <summary>Finds out from kubeconfig files how to reach the API server.</summary>
public static class KubeconfigLoader
{
    /// <summary>Reads one file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="context">Name of the context; null: the file's current one.</param>
    /// <exception cref="KubeconfigException">The file or its context cannot be used.</exception>
    public static ApiAccess Load(string file, string? context = null)
    {
        var path = Path.GetFullPath(file);
        return Resolve([Read(path) ?? throw new KubeconfigException(path, 0, "", "does not exist")], context, path);
    }

    /// <summary>Reads a list of files as in the variable KUBECONFIG, merged as kubectl does; files that do not exist are left out.</summary>
    /// <param name="files">Paths with <c>:</c> between them.</param>
    /// <param name="context">Name of the context; null: the current one of the first file that names one.</param>
    /// <exception cref="KubeconfigException">No file exists, or one, or the context, cannot be used.</exception>
    public static ApiAccess LoadList(string files, string? context = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var documents = files.Split(':', StringSplitOptions.RemoveEmptyEntries).Distinct()
            .Select(file => Read(Path.GetFullPath(file))).OfType<KubeconfigDocument>().ToArray();
        return documents.Length > 0
            ? Resolve(documents, context, files)
            : throw new KubeconfigException(files, 0, "", "none of these files exists");
    }

    private static KubeconfigDocument? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > KubeconfigReader.MaxBytes }
                ? throw new KubeconfigException(path, 0, "", $"more than {KubeconfigReader.MaxBytes} bytes (10 MiB)")
                : KubeconfigReader.Read(path, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException(path, 0, "", $"cannot be read: {e.Message}", e);
        }
    }

    private static ApiAccess Resolve(IEnumerable<KubeconfigDocument> documents, string? context, string origin)
    {
        var merged = KubeconfigDocument.Merge(documents);
        var name = context ?? merged.CurrentContext?.Name;
        if (name is null)
        {
            throw new KubeconfigException(origin, 0, "current-context", $"nothing is not allowed here; {Names(merged.Contexts)}");
        }

        if (!merged.Contexts.TryGetValue(name, out var pair))
        {
            var message = $"\"{name}\" is not in contexts; {Names(merged.Contexts)}";
            throw context is null
                ? merged.CurrentContext!.Value.At.Error("current-context", message)
                : new KubeconfigException(origin, 0, "contexts", message);
        }

        var cluster = Find(pair, "cluster", merged.Clusters)
            ?? throw pair.Error("cluster", $"nothing is not allowed here; {Names(merged.Clusters)}");
        var user = Find(pair, "user", merged.Users);
        var access = new ApiAccess
        {
            Origin = $"{pair.File}, context {name}",
            Server = new Uri("http://unknown"),
            Namespace = pair.Text("namespace") ?? "default",
        };
        access = ClusterEntry.Apply(access, cluster);
        var exec = ClusterEntry.ExecConfig(cluster);
        access = user is null ? access : UserEntry.Apply(access, user, exec);
        return access with { Warnings = [.. Unknown(pair, cluster, user).Select(warning => warning.ToString())] };
    }

    private static ConfigMap? Find(ConfigMap context, string field, SortedDictionary<string, ConfigMap> entries)
    {
        var name = context.Text(field);
        return name is null ? null
            : entries.TryGetValue(name, out var entry) ? entry
            : throw context.Error(field, $"\"{name}\" is not in {field}s; {Names(entries)}");
    }

    private static IEnumerable<Manifests.ManifestError> Unknown(ConfigMap context, ConfigMap cluster, ConfigMap? user)
    {
        foreach (var map in new[] { context, cluster, user }.OfType<ConfigMap>())
        {
            // Anybody may extend; we need not know.
            map.Raw("extensions");
        }

        return context.Unknown().Concat(cluster.Unknown()).Concat(user?.Unknown() ?? []);
    }

    private static string Names(SortedDictionary<string, ConfigMap> entries) => entries.Count == 0
        ? "the file has none"
        : $"{string.Join(", ", entries.Keys.Take(10))}{(entries.Count > 10 ? ", …" : "")} {(entries.Count == 1 ? "is" : "are")}";
}
