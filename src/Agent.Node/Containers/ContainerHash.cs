using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Agent.Node.Containers;

/// <summary>
/// The definition hash of a container: only its name and image restart it. FNV-1a-32 over the kubelet's dump of the
/// compact JSON of the two, so that containers of a kubelet are adopted as they are.
/// </summary>
internal static class ContainerHash
{
    /// <summary>The hash in lower-case hexadecimal without padding.</summary>
    public static string Compute(string name, string image)
    {
        var json = $"{{\"image\":{Quote(image)},\"name\":{Quote(name)}}}";
        var text = new StringBuilder("([]uint8)[");
        var bytes = Encoding.UTF8.GetBytes(json);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0)
            {
                text.Append(' ');
            }

            text.Append(bytes[i].ToString(CultureInfo.InvariantCulture));
        }

        text.Append(']');
        return Fnv1a(text.ToString()).ToString("x", CultureInfo.InvariantCulture);
    }

    /// <summary>FNV-1a-32 of a text in ASCII.</summary>
    public static uint Fnv1a(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
        {
            hash = (hash ^ (byte)letter) * 16777619u;
        }

        return hash;
    }

    private static string Quote(string value) => JsonSerializer.Serialize(value, ContainerHashJson.Default.String);
}
