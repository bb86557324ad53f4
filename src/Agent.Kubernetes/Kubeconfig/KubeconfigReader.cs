using Agent.Kubernetes.Manifests;

namespace Agent.Kubernetes.Kubeconfig;

/// <summary>Reads the text of a kubeconfig.</summary>
internal static class KubeconfigReader
{
    /// <summary>The largest file in bytes: 10 MiB, as for manifests.</summary>
    public const int MaxBytes = ManifestReader.MaxBytes;

    /// <summary>Reads one file; an empty one has no entries.</summary>
    /// <param name="file">Absolute path, for messages and for what is relative to it.</param>
    /// <param name="content">Its bytes, YAML or JSON.</param>
    /// <exception cref="KubeconfigException">It is no kubeconfig.</exception>
    public static KubeconfigDocument Read(string file, ReadOnlySpan<byte> content)
    {
        ManifestNode? root;
        try
        {
            root = content.Length <= MaxBytes
                ? DocumentText.Read(content)
                : throw new ManifestException(0, "", $"more than {MaxBytes} bytes (10 MiB)");
        }
        catch (ManifestException e)
        {
            throw new KubeconfigException(file, e.Line, e.Path, e.Message, e);
        }

        if (root is not (null or ManifestMapping))
        {
            throw new KubeconfigException(file, root.Line, "", "a map of fields is expected, with apiVersion: v1 and kind: Config");
        }

        var map = new ConfigMap(file, root as ManifestMapping ?? new ManifestMapping(0, []), FieldPath.Root);
        CheckKind(map);
        return new KubeconfigDocument(
            map.Text("current-context") is { } current ? (current, map) : null,
            Entries(map, "clusters"),
            Entries(map, "users"),
            Entries(map, "contexts"));
    }

    /// <summary>kubectl takes a file that names no kind, and so do we.</summary>
    private static void CheckKind(ConfigMap map)
    {
        if (map.Text("apiVersion") is { } version and not "v1")
        {
            throw map.Error("apiVersion", $"\"{version}\" is not allowed; v1 is");
        }

        if (map.Text("kind") is { } kind and not "Config")
        {
            throw map.Error("kind", $"\"{kind}\" is not allowed; Config is");
        }
    }

    private static SortedDictionary<string, ConfigMap> Entries(ConfigMap map, string list)
    {
        var entries = KubeconfigDocument.Empty();
        foreach (var item in map.Maps(list))
        {
            var name = item.Required("name", "a name");
            var entry = new ConfigMap(item.File, (ManifestMapping?)Body(item, list) ?? new ManifestMapping(0, []), FieldPath.Root[list].Key(name)[list[..^1]]);
            if (!entries.TryAdd(name, entry))
            {
                throw item.Error("name", $"\"{name}\" stands twice in {list}");
            }
        }

        return entries;
    }

    private static ManifestNode? Body(ConfigMap item, string list) => item.Raw(list[..^1]) switch
    {
        null => null,
        ManifestMapping mapping => mapping,
        _ => throw item.Error(list[..^1], "a map is expected"),
    };
}
