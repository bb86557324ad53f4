using System.Text.Json.Nodes;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Controllers;

/// <summary>Counts in a status, which are left out when they are nothing.</summary>
internal static class Counts
{
    public static void Set(JsonObject status, string field, long count)
    {
        if (count == 0)
        {
            status.Remove(field);
        }
        else
        {
            status[field] = count;
        }
    }

    /// <summary>A number, or a part of a whole in percent.</summary>
    public static long OfWhole(JsonNode? value, long whole, bool roundUp)
    {
        if (JsonObjects.Number(value) is { } number)
        {
            return number;
        }

        if (value is not JsonValue scalar || !scalar.TryGetValue<string>(out var text) || !text.EndsWith('%')
            || !long.TryParse(text.AsSpan(0, text.Length - 1), System.Globalization.CultureInfo.InvariantCulture, out var percent))
        {
            return 0;
        }

        return ((percent * whole) + (roundUp ? 99 : 0)) / 100;
    }
}
