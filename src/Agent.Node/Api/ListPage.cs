using System.Text.Json;
using Agent.Kubernetes;

namespace Agent.Node.Api;

/// <summary>A page of a list, read object by object, so that one that cannot be read does not hide the others.</summary>
/// <typeparam name="T">The model of the objects.</typeparam>
/// <param name="ResourceVersion">Version of the list.</param>
/// <param name="Continue">Where the next page begins; empty: this is the last.</param>
/// <param name="Objects">Objects that could be read.</param>
/// <param name="Unreadable">The others: UID and what is wrong.</param>
internal sealed record ListPage<T>(
    string ResourceVersion, string Continue, IReadOnlyList<T> Objects, IReadOnlyList<(string Uid, string Error)> Unreadable)
    where T : class
{
    /// <summary>Reads a page.</summary>
    /// <exception cref="JsonException">It is no list.</exception>
    public static ListPage<T> Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("metadata", out var metadata))
        {
            throw new JsonException("the answer is no list: it has no metadata");
        }

        var objects = new List<T>();
        var unreadable = new List<(string, string)>();
        if (root.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in items.EnumerateArray())
            {
                try
                {
                    objects.Add(KubernetesJson.Deserialize<T>(item.GetRawText()));
                }
                catch (JsonException e)
                {
                    unreadable.Add((ObjectMeta.Uid(item), e.Message));
                }
            }
        }

        return new ListPage<T>(ObjectMeta.Text(metadata, "resourceVersion"), ObjectMeta.Text(metadata, "continue"), objects, unreadable);
    }
}
