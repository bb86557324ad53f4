using System.Text;
using System.Text.Json.Nodes;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Kinds;

/// <summary>Secrets.</summary>
internal static class SecretKind
{
    public static void Default(JsonObject value)
    {
        value.Default("type", "Opaque");
        if (value.Object("stringData") is { } plain)
        {
            var data = value.Ensure("data");
            foreach (var (key, _) in plain)
            {
                data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(plain.Text(key) ?? ""));
            }

            value.Remove("stringData");
        }
    }
}
