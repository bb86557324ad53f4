using System.Text.Json.Nodes;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Controllers;

/// <summary>A short name for the content of a pod template.</summary>
internal static class TemplateHash
{
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";
    private const int Length = 9;
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static string Of(JsonNode template)
    {
        var hash = Basis;
        foreach (var b in JsonObjects.Write(Sorted(template)))
        {
            hash = (hash ^ b) * Prime;
        }

        return string.Create(Length, hash, static (text, value) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Letters[(int)(value % (ulong)Letters.Length)];
                value /= (ulong)Letters.Length;
            }
        });
    }

    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject fields => new JsonObject(fields
            .OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => KeyValuePair.Create(f.Key, f.Value is null ? null : Sorted(f.Value)))),
        JsonArray list => new JsonArray([.. list.Select(e => e is null ? null : Sorted(e))]),
        _ => node.DeepClone(),
    };
}
