using System.Collections.Immutable;
using System.Text;
using Agent.Kubernetes;
using Agent.Node.Cluster;
using Agent.Node.Containers;
using Agent.Node.Host.Volumes;
using Agent.Node.Pods;

namespace Agent.Node.Volumes;

/// <summary>What the files of a volume are, from what was read of the cluster and of the pod.</summary>
internal static class VolumeContent
{
    private const int MaxPath = 4096;
    private const int MaxName = 255;

    /// <summary>The ConfigMaps and Secrets that it takes.</summary>
    public static ImmutableSortedSet<ObjectKey> Keys(VolumeSource.Files source, V1Pod pod) =>
    [
        .. source.Parts.Select(part => part switch
        {
            FilePart.ConfigMap map => new ObjectKey(ObjectKind.ConfigMap, pod.Namespace(), map.Name),
            FilePart.Secret secret => new ObjectKey(ObjectKind.Secret, pod.Namespace(), secret.Name),
            _ => null,
        }).OfType<ObjectKey>(),
    ];

    /// <summary>The files, or why they cannot be made.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="objects">What was read of the cluster.</param>
    /// <param name="tokens">Tokens by the path of their file.</param>
    public static Built<IReadOnlyList<VolumeFile>> Build(
        VolumeSource.Files source, V1Pod pod, ClusterObjects objects, IReadOnlyDictionary<string, VolumeToken> tokens)
    {
        var files = new SortedDictionary<string, VolumeFile>(StringComparer.Ordinal);
        foreach (var part in source.Parts)
        {
            var error = part switch
            {
                FilePart.ConfigMap map => AddKeys(files, source.Mode, map.Items, map.IsOptional, ObjectKind.ConfigMap, map.Name, pod, objects),
                FilePart.Secret secret => AddKeys(files, source.Mode, secret.Items, secret.IsOptional, ObjectKind.Secret, secret.Name, pod, objects),
                FilePart.DownwardApi downward => AddFields(files, source.Mode, downward, pod, objects),
                FilePart.Token token => AddToken(files, source.Mode, token, pod, tokens),
                _ => $"unknown part {part.GetType().Name}",
            };
            if (error.Length > 0)
            {
                return Built<IReadOnlyList<VolumeFile>>.Failed(error);
            }
        }

        return Built<IReadOnlyList<VolumeFile>>.Ok([.. files.Values]);
    }

    private static string AddKeys(
        SortedDictionary<string, VolumeFile> files, int mode, ImmutableArray<V1KeyToPath> items, bool isOptional,
        ObjectKind kind, string name, V1Pod pod, ClusterObjects objects)
    {
        var key = new ObjectKey(kind, pod.Namespace(), name);
        var data = objects[key];
        if (data.Error is { } unreadable)
        {
            return $"{key}: {unreadable}";
        }

        if (data.IsMissing)
        {
            return isOptional ? "" : $"{key} not found";
        }

        var values = Values(data);
        if (items.Length == 0)
        {
            foreach (var (file, value) in values)
            {
                if (Add(files, file, value, mode) is { Length: > 0 } error)
                {
                    return error;
                }
            }

            return "";
        }

        foreach (var item in items)
        {
            if (!values.TryGetValue(item.Key, out var value))
            {
                if (isOptional)
                {
                    continue;
                }

                return $"references non-existent {(kind == ObjectKind.ConfigMap ? "config" : "secret")} key: {item.Key}";
            }

            if (Add(files, item.Path, value, item.Mode ?? mode) is { Length: > 0 } error)
            {
                return error;
            }
        }

        return "";
    }

    private static SortedDictionary<string, byte[]> Values(ObjectData data)
    {
        var values = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (name, text) in data.ConfigMap?.Data ?? ContainerSetup.NoAnnotations)
        {
            values[name] = Encoding.UTF8.GetBytes(text);
        }

        foreach (var (name, bytes) in data.ConfigMap?.BinaryData ?? data.Secret?.Data ?? ImmutableDictionary<string, byte[]>.Empty)
        {
            values[name] = bytes;
        }

        return values;
    }

    private static string AddFields(
        SortedDictionary<string, VolumeFile> files, int mode, FilePart.DownwardApi downward, V1Pod pod, ClusterObjects objects)
    {
        foreach (var item in downward.Items)
        {
            var value = item switch
            {
                { FieldRef: { } field } => PodFields.Read(field.FieldPath, pod, [], NodeFacts.None),
                { ResourceFieldRef: { ContainerName: { Length: > 0 } name } resource } when PodSpecs.Find(pod, name) is { } container =>
                    ResourceFields.Read(resource, pod, container, objects.Allocatable),
                { ResourceFieldRef: { } resource } => Built<string>.Failed($"resourceFieldRef: the pod has no container \"{resource.ContainerName}\""),
                _ => Built<string>.Failed($"downwardAPI: {item.Path} needs fieldRef or resourceFieldRef"),
            };
            var error = value.Config is { } text ? Add(files, item.Path, Encoding.UTF8.GetBytes(text), item.Mode ?? mode) : value.Error;
            if (error.Length > 0)
            {
                return error;
            }
        }

        return "";
    }

    private static string AddToken(
        SortedDictionary<string, VolumeFile> files, int mode, FilePart.Token part, V1Pod pod, IReadOnlyDictionary<string, VolumeToken> tokens)
    {
        if (!tokens.TryGetValue(part.Path, out var token))
        {
            return $"no token of service account {pod.Spec.ServiceAccountName} yet";
        }

        // Where the containers' user or group is known the token is theirs alone.
        var user = SharedUser(pod);
        var isNarrow = user is not null || pod.Spec.SecurityContext?.FsGroup is not null;
        return Add(files, part.Path, Encoding.UTF8.GetBytes(token.Text), isNarrow ? 0x180 : mode, user);   // 0600
    }

    /// <summary>The user that all containers run as; null: they differ, or their images say.</summary>
    private static long? SharedUser(V1Pod pod)
    {
        var users = pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? [])
            .Select(c => c.SecurityContext?.RunAsUser ?? pod.Spec.SecurityContext?.RunAsUser).Distinct().ToList();
        return users.Count == 1 ? users[0] : null;
    }

    private static string Add(SortedDictionary<string, VolumeFile> files, string path, byte[] content, int mode, long? user = null)
    {
        if (PathProblem(path) is { } problem)
        {
            return problem;
        }

        var clean = string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(n => n != "."));
        if (files.Keys.Any(f => f.StartsWith(clean + "/", StringComparison.Ordinal) || clean.StartsWith(f + "/", StringComparison.Ordinal)))
        {
            return $"invalid path: \"{path}\" would be a file and a directory at once";
        }

        files[clean] = new VolumeFile(clean, content, mode, user);
        return "";
    }

    /// <summary>Why a path may not be written to, null if it may: it would leave the volume, or meet what the volume's layout needs.</summary>
    internal static string? PathProblem(string path)
    {
        var names = path.Split('/');
        return path.Length == 0 || names.All(n => n is "" or ".") ? "invalid path: must not be empty"
            : path.StartsWith('/') ? $"invalid path: \"{path}\" must be a relative path"
            : path.Contains('\0', StringComparison.Ordinal) ? "invalid path: must not contain NUL"
            : Encoding.UTF8.GetByteCount(path) > MaxPath ? $"invalid path: more than {MaxPath} bytes"
            : names.Contains("..") ? $"invalid path: \"{path}\" must not contain '..'"
            : names.Any(n => Encoding.UTF8.GetByteCount(n) > MaxName) ? $"invalid path: a name of more than {MaxName} bytes"
            : names.First(n => n is not ("" or ".")).StartsWith("..", StringComparison.Ordinal) ? $"invalid path: \"{path}\" must not start with '..'"
            : null;
    }
}
