using System.Security.Cryptography;
using System.Text;

namespace Agent.Runtime.Images;

/// <summary>An image this runtime has. It has no files: it says how a host process is started.</summary>
internal sealed class BuiltInImage
{
    private BuiltInImage(string repository, string summary, IReadOnlyList<string> verb)
    {
        (Repository, Summary, Verb) = (repository, summary, verb);
        Id = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository)));
    }

    /// <summary>The agent's own HTTP server for tests and samples.</summary>
    public static BuiltInImage TestServer { get; } = new("agent.local/testserver", "the agent's own test server", ["testserver"]);

    /// <summary>A command of the host.</summary>
    public static BuiltInImage Host { get; } = new("agent.local/host", "a command of the host, given as the container's command", []);

    /// <summary>Both.</summary>
    public static IReadOnlyList<BuiltInImage> All { get; } = [TestServer, Host];

    /// <summary>The name without tag and digest.</summary>
    public string Repository { get; }

    /// <summary>What it is, in a few words.</summary>
    public string Summary { get; }

    /// <summary>The agent's verb that is its entrypoint; empty without one.</summary>
    public IReadOnlyList<string> Verb { get; }

    /// <summary>The image ID, a digest of its name.</summary>
    public string Id { get; }

    /// <summary>The name by digest.</summary>
    public string Digest => $"{Repository}@{Id}";

    /// <summary>The name a bare reference means.</summary>
    public string DefaultTag => $"{Repository}:latest";

    /// <summary>
    /// The image of a reference: its ID, or its name with any tag, or with the digest it has. Null for anything else.
    /// </summary>
    public static BuiltInImage? Find(string reference) => All.FirstOrDefault(image => image.IsNamedBy(reference));

    /// <summary>Why a reference cannot be used.</summary>
    public static string Problem(string reference) =>
        $"image \"{reference}\" cannot be had: the embedded runtime runs host processes and pulls nothing; its images are "
        + string.Join(" and ", All.Select(image => $"{image.Repository} ({image.Summary})"));

    private bool IsNamedBy(string reference)
    {
        if (reference == Id || reference == Repository || reference == Digest)
        {
            return true;
        }

        if (!reference.StartsWith(Repository + ":", StringComparison.Ordinal))
        {
            return false;
        }

        var tag = reference[(Repository.Length + 1)..];
        var at = tag.IndexOf('@', StringComparison.Ordinal);
        var digestFits = at < 0 || tag[(at + 1)..] == Id;
        return digestFits && IsTag(at < 0 ? tag : tag[..at]);
    }

    // A tag as registries define it: a letter, digit or underscore, then up to 127 of those, dots and dashes.
    private static bool IsTag(string tag) =>
        tag.Length is > 0 and <= 128 && tag[0] is not ('.' or '-')
        && tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-');
}
