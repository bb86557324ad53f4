using Agent.Kubernetes;
using Agent.Kubernetes.Validation;
using Agent.Node.WellKnown;

namespace Agent.Node.Sources;

/// <summary>Makes a pod of a manifest a static pod of this node.</summary>
public static class StaticPod
{
    private const string DefaultNamespace = "default";
    private const int MaxUidLength = 128;

    /// <summary>
    /// Gives the pod its UID, its name on this node, the default namespace, the node and the hash annotation. A pod from a file
    /// also tolerates every NoExecute taint.
    /// </summary>
    /// <param name="pod">The pod, defaulted.</param>
    /// <param name="nodeName">The node.</param>
    /// <param name="source"><see cref="PodSourceNames.File"/> or <see cref="PodSourceNames.Http"/>.</param>
    /// <param name="location">The path of the file, or the URL.</param>
    /// <returns>The static pod, or why the manifest cannot be one: no name, or references to objects of the API.</returns>
    public static StaticPodResult Normalize(V1Pod pod, string nodeName, string source, string location)
    {
        ArgumentNullException.ThrowIfNull(pod);
        ArgumentException.ThrowIfNullOrEmpty(nodeName);
        var prefix = source switch
        {
            PodSourceNames.File => "file:",
            PodSourceNames.Http => "url:",
            _ => throw new ArgumentException(
                $"static pods come from {PodSourceNames.File} or {PodSourceNames.Http}, not {source}", nameof(source)),
        };
        var errors = ApiReferences.Find(pod);
        if (pod.Name().Length == 0)
        {
            errors = [new FieldError(FieldErrorKind.Required, "metadata.name", "", "a static pod must have a name"), .. errors];
        }

        if (!IsUsable(pod.Uid()))
        {
            // It names directories, cgroups and actors.
            errors =
            [
                new FieldError(
                    FieldErrorKind.Invalid, "metadata.uid", $"\"{pod.Uid()}\"", $"letters, digits, '-', '_' and '.', at most {MaxUidLength}, not beginning with '.'"),
                .. errors,
            ];
        }

        if (errors.Count > 0)
        {
            return new StaticPodResult(null, errors);
        }

        var uid = pod.Uid().Length > 0 ? pod.Uid() : PodFingerprint.Of(pod, nodeName, prefix + location);
        return new StaticPodResult(
            pod with
            {
                Metadata = pod.Metadata with
                {
                    Uid = uid,
                    Name = $"{pod.Name()}-{nodeName.ToLowerInvariant()}",
                    Namespace = pod.Namespace().Length > 0 ? pod.Namespace() : DefaultNamespace,
                    Annotations = pod.Metadata.Annotations.With(PodAnnotations.ConfigHash, uid),
                },
                Spec = pod.Spec with
                {
                    NodeName = nodeName,
                    Tolerations = source == PodSourceNames.File
                        ? TolerateNoExecute(pod.Spec.Tolerations ?? []) : pod.Spec.Tolerations,
                },
                Status = pod.Status with { Phase = "Pending" },
            },
            []);
    }

    private static bool IsUsable(string uid) => uid.Length <= MaxUidLength && !uid.StartsWith('.')
        && uid.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static IReadOnlyList<V1Toleration> TolerateNoExecute(IReadOnlyList<V1Toleration> tolerations)
    {
        var all = new V1Toleration { Operator = "Exists", Effect = "NoExecute" };
        return tolerations.Contains(all) ? tolerations : [.. tolerations, all];
    }
}
