using System.Buffers;
using System.Text;
using System.Text.Json;
using Agent.Kubernetes;

namespace Agent.Node.Resizing;

/// <summary>The messages of events about a resize: a phrase, then the resources as JSON, as the kubelet writes them.</summary>
internal static class ResizeText
{
    /// <summary>The message.</summary>
    /// <param name="phrase">As <c>Pod resize started</c>.</param>
    /// <param name="pod">The pod with the resources it is about.</param>
    /// <param name="error">What is in the way; empty: nothing.</param>
    public static string Of(string phrase, V1Pod pod, string error = "")
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("containers");
            foreach (var container in (pod.Spec.InitContainers ?? []).Concat(pod.Spec.Containers))
            {
                json.WriteStartObject();
                json.WriteString("name", container.Name);
                json.WritePropertyName("resources");
                json.WriteRawValue(KubernetesJson.Serialize(container.Resources ?? new V1ResourceRequirements()));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("generation", pod.Metadata.Generation ?? 0);
            if (error.Length > 0)
            {
                json.WriteString("error", error);
            }

            json.WriteEndObject();
        }

        return $"{phrase}: {Encoding.UTF8.GetString(buffer.WrittenSpan)}";
    }
}
