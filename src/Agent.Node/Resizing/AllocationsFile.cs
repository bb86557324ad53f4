using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Agent.Kubernetes;

namespace Agent.Node.Resizing;

/// <summary>
/// The checkpoint of what pods have been granted (<c>allocated_pods_state</c>), of those only whose spec asks for something else:
/// <c>{"data": "…", "checksum": n}</c> with the allocations as JSON text by UID and container.
/// </summary>
internal static class AllocationsFile
{
    /// <summary>Its name below the root directory.</summary>
    public const string Name = "allocated_pods_state";

    /// <summary>Nothing granted that differs.</summary>
    public static ImmutableSortedDictionary<string, PodAllocation> None { get; } =
        ImmutableSortedDictionary.Create<string, PodAllocation>(StringComparer.Ordinal);

    /// <summary>The file's text.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, PodAllocation>> pods)
    {
        var data = Json(json =>
        {
            foreach (var (uid, allocation) in pods)
            {
                json.WriteStartObject(uid);
                foreach (var (container, resources) in allocation.Containers)
                {
                    json.WritePropertyName(container);
                    json.WriteRawValue(KubernetesJson.Serialize(resources));
                }

                json.WriteEndObject();
            }
        });
        return Json(json =>
        {
            json.WriteString("data", data);
            json.WriteNumber("checksum", Checksum(data));
        });
    }

    /// <summary>Reads the file's text; null: there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="error">Why it says nothing; empty: it does, or there is none.</param>
    public static ImmutableSortedDictionary<string, PodAllocation> Read(string? text, out string error)
    {
        error = "";
        if (text is null)
        {
            return None;
        }

        try
        {
            using var file = JsonDocument.Parse(text);
            var data = file.RootElement.GetProperty("data").GetString() ?? "";
            if (file.RootElement.GetProperty("checksum").GetUInt64() != Checksum(data))
            {
                error = "the checksum does not match";
                return None;
            }

            using var pods = JsonDocument.Parse(data);
            return pods.RootElement.EnumerateObject().ToImmutableSortedDictionary(
                pod => pod.Name,
                pod => new PodAllocation(pod.Value.EnumerateObject().ToImmutableSortedDictionary(
                    c => c.Name,
                    c => KubernetesJson.Deserialize<V1ResourceRequirements>(Encoding.UTF8.GetBytes(c.Value.GetRawText())),
                    StringComparer.Ordinal)),
                StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            error = e.Message;
            return None;
        }
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // FNV-1a with 64 bits.
    private static ulong Checksum(string text)
    {
        var hash = 14695981039346656037ul;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * 1099511628211ul;
        }

        return hash;
    }
}
