using System.Text.Json;

namespace Agent.Kubernetes.Manifests;

/// <summary>Reads pods from a manifest in YAML or JSON, as static pods are written.</summary>
public static class ManifestReader
{
    /// <summary>The largest manifest in bytes, as in the kubelet: 10 MiB.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Reads a manifest that must hold one Pod.</summary>
    /// <param name="file">The file or URL, for messages.</param>
    /// <param name="content">The bytes, UTF-8.</param>
    public static ManifestResult ReadPod(string file, ReadOnlyMemory<byte> content) => Read(file, content, allowList: false);

    /// <summary>Reads a manifest that may hold one Pod or a PodList, as manifests from a URL may.</summary>
    /// <param name="file">The file or URL, for messages.</param>
    /// <param name="content">The bytes, UTF-8.</param>
    public static ManifestResult ReadPods(string file, ReadOnlyMemory<byte> content) => Read(file, content, allowList: true);

    private static ManifestResult Read(string file, ReadOnlyMemory<byte> content, bool allowList)
    {
        try
        {
            var document = Parse(content.Span);
            var isList = CheckKind(document, allowList);
            var type = isList ? ApiType.Of<V1PodList>() : ApiType.Of<V1Pod>();
            var (json, unknown) = ManifestBinder.Bind(document, type);
            var pods = isList
                ? KubernetesJson.Deserialize<V1PodList>(json.Span).Items
                : [KubernetesJson.Deserialize<V1Pod>(json.Span)];
            return new ManifestResult(
                pods,
                Error: null,
                [.. unknown.Select(u =>
                    new ManifestError(file, u.Line, u.Path, "this version does not know the field; it is left out"))]);
        }
        catch (ManifestException e)
        {
            return new ManifestResult([], new ManifestError(file, e.Line, e.Path, e.Message), []);
        }
        catch (JsonException e)
        {
            return new ManifestResult([], new ManifestError(file, Line: 0, e.Path ?? "", e.Message), []);
        }
    }

    private static ManifestMapping Parse(ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxBytes)
        {
            throw new ManifestException(0, "", $"more than {MaxBytes} bytes (10 MiB)");
        }

        var document = DocumentText.Read(content);
        return document switch
        {
            null => throw new ManifestException(0, "", "the file is empty; a Pod is expected"),
            ManifestMapping mapping => mapping,
            _ => throw new ManifestException(document.Line, "", "a map of fields is expected, with apiVersion: v1 and kind: Pod"),
        };
    }

    /// <summary>True for a PodList, false for a Pod.</summary>
    private static bool CheckKind(ManifestMapping document, bool allowList)
    {
        var (version, kind) = (Text(document, "apiVersion"), Text(document, "kind"));
        if (version is (V1Pod.KubeApiVersion, _) && kind is (V1Pod.KubeKind, _))
        {
            return false;
        }

        if (version is (V1PodList.KubeApiVersion, _) && kind is (V1PodList.KubeKind, _) && allowList)
        {
            return true;
        }

        var allowed = allowList ? "Pod or PodList" : "Pod (one pod per file, no list)";
        throw version is not (V1Pod.KubeApiVersion, _)
            ? new ManifestException(
                version?.Line ?? document.Line, "apiVersion", $"{Quoted(version?.Text)} is not allowed; v1 is")
            : new ManifestException(kind?.Line ?? document.Line, "kind", $"{Quoted(kind?.Text)} is not allowed; {allowed} is");
    }

    private static (string Text, int Line)? Text(ManifestMapping document, string field) =>
        document.Find(field) is ManifestScalar { Kind: not ScalarKind.Null } scalar ? (scalar.Text, scalar.Line) : null;

    private static string Quoted(string? text) => text is null ? "nothing" : $"'{text}'";
}
