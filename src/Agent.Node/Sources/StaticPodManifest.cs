using Agent.Kubernetes;
using Agent.Kubernetes.Defaulting;
using Agent.Kubernetes.Manifests;
using Agent.Kubernetes.Validation;
using Agent.Node.WellKnown;

namespace Agent.Node.Sources;

/// <summary>From the bytes of a manifest to static pods: read, default, normalise, validate.</summary>
public static class StaticPodManifest
{
    /// <summary>Reads a manifest. One error in it refuses the whole manifest.</summary>
    /// <param name="content">The bytes, at most <see cref="ManifestReader.MaxBytes"/>.</param>
    /// <param name="nodeName">The node.</param>
    /// <param name="source">Where it comes from; only one from a URL may hold a PodList.</param>
    /// <param name="location">The path of the file, or the URL.</param>
    public static StaticPodManifestResult Read(ReadOnlyMemory<byte> content, string nodeName, string source, string location)
    {
        var read = source == PodSourceNames.Http
            ? ManifestReader.ReadPods(location, content) : ManifestReader.ReadPod(location, content);
        var warnings = read.Warnings.Select(w => w.ToString()).ToList();
        if (read.Error is { } error)
        {
            return new StaticPodManifestResult([], [error.ToString()], warnings);
        }

        var pods = new List<V1Pod>();
        var errors = new List<string>();
        foreach (var pod in read.Pods)
        {
            var normalized = StaticPod.Normalize(PodDefaults.Apply(pod), nodeName, source, location);
            var wrong = normalized.Pod is null ? normalized.Errors : PodValidation.Validate(normalized.Pod);
            errors.AddRange(wrong.Select(e => $"{location}: {e}"));
            if (wrong.Count == 0)
            {
                pods.Add(normalized.Pod!);
            }
        }

        return new StaticPodManifestResult(errors.Count == 0 ? pods : [], errors, warnings);
    }
}
