using System.Text.Json;
using System.Text.Json.Nodes;
using Agent.ApiServer.Json;

namespace Agent.ApiServer.Persistence;

/// <summary>The file in which a cluster is kept. It holds secrets: only its owner may read it.</summary>
internal sealed class StateFile(string path)
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path => path;

    /// <summary>What is kept; null: nothing yet.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public ClusterState? Read()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var read = JsonObjects.Parse(File.ReadAllBytes(path));
            return new ClusterState(
                read.Number("version") ?? throw new InvalidDataException("version is missing"),
                Required(read, "authorityCertificate"),
                Required(read, "authorityKey"),
                Required(read, "tokenKey"),
                [.. read.Objects("objects").Select(o => (JsonObject)o.DeepClone())]);
        }
        catch (JsonException damaged)
        {
            throw new InvalidDataException(damaged.Message, damaged);
        }
    }

    /// <summary>Puts a damaged file out of the way.</summary>
    /// <returns>Where it is now.</returns>
    public string SetAside()
    {
        var aside = path + ".corrupt";
        File.Move(path, aside, overwrite: true);
        return aside;
    }

    /// <summary>Writes all of it, or nothing.</summary>
    /// <param name="version">The last resource version.</param>
    /// <param name="keys">The authority and the keys, with no objects.</param>
    /// <param name="objects">The objects, JSON.</param>
    public void Write(long version, ClusterState keys, IEnumerable<ReadOnlyMemory<byte>> objects)
    {
        var temporary = path + ".tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = Owner,
        };
        using (var file = new FileStream(temporary, options))
        {
            using (var writer = new Utf8JsonWriter(file))
            {
                writer.WriteStartObject();
                writer.WriteNumber("version", version);
                writer.WriteString("authorityCertificate", keys.AuthorityCertificate);
                writer.WriteString("authorityKey", keys.AuthorityKey);
                writer.WriteString("tokenKey", keys.TokenKey);
                writer.WriteStartArray("objects");
                foreach (var value in objects)
                {
                    writer.WriteRawValue(value.Span, skipInputValidation: true);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static string Required(JsonObject read, string field) =>
        read.Text(field) is { Length: > 0 } text ? text : throw new InvalidDataException($"{field} is missing");
}
