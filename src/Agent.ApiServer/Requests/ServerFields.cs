using System.Text.Json.Nodes;
using Agent.ApiServer.Json;
using Agent.Kubernetes;

namespace Agent.ApiServer.Requests;

/// <summary>The fields of metadata that only the server sets.</summary>
internal static class ServerFields
{
    // No vowels and no look-alikes, as upstream, so that no words come out.
    private const string NameLetters = "bcdfghjklmnpqrstvwxz2456789";
    private const int RandomLetters = 5;
    private const int LongestGenerated = 63 - RandomLetters;

    private static readonly string[] Kept =
    [
        "name", "namespace", "uid", "creationTimestamp", "generateName", "generation", "deletionTimestamp",
        "deletionGracePeriodSeconds",
    ];

    /// <summary>Sets them for a new object.</summary>
    public static void SetNew(JsonObject metadata, DateTimeOffset now, Random random, bool hasGeneration)
    {
        foreach (var name in (ReadOnlySpan<string>)
            ["selfLink", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "managedFields", "resourceVersion"])
        {
            metadata.Remove(name);
        }

        metadata["uid"] = NewUid(random);
        metadata["creationTimestamp"] = KubernetesTime.Format(now);
        if (hasGeneration)
        {
            metadata["generation"] = 1;
        }
    }

    /// <summary>Keeps them in an object that is written again.</summary>
    public static void Keep(JsonObject next, JsonObject old)
    {
        foreach (var name in Kept)
        {
            next.CopyFrom(old, name);
        }

        next.CopyFrom(old, "resourceVersion");
        next.Remove("selfLink");
        next.Remove("managedFields");
    }

    public static string Generate(string prefix, Random random)
    {
        var start = prefix.Length > LongestGenerated ? prefix[..LongestGenerated] : prefix;
        return start + Letters(random);
    }

    public static string Letters(Random random) => string.Create(RandomLetters, random, static (letters, random) =>
    {
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = NameLetters[random.Next(NameLetters.Length)];
        }
    });

    public static string NewUid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
