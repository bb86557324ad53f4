using System.Text.Json;
using System.Text.Json.Serialization;
using Agent.Cri.Protocol;
using Google.Protobuf;

namespace Agent.Runtime.State;

/// <summary>The JSON of the state files. CRI configurations are kept as their protobuf JSON, which people can read.</summary>
internal static partial class RecordCodec
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>Encodes a sandbox.</summary>
    public static byte[] Encode(SandboxRecord record) => JsonSerializer.SerializeToUtf8Bytes(
        new SandboxFile(record.Id, record.RuntimeHandler, record.CreatedAt, record.Boot, record.IsStopped, ToJson(record.Config)),
        Json.Default.SandboxFile);

    /// <summary>Encodes what a container was made from.</summary>
    public static byte[] Encode(ContainerRecord record) => JsonSerializer.SerializeToUtf8Bytes(
        new ContainerFile(record.Id, record.SandboxId, record.CreatedAt, ToJson(record.Config)), Json.Default.ContainerFile);

    /// <summary>Encodes how far a container has come.</summary>
    public static byte[] Encode(ContainerRun run) => JsonSerializer.SerializeToUtf8Bytes(run, Json.Default.ContainerRun);

    /// <summary>Decodes a sandbox.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static SandboxRecord DecodeSandbox(byte[] bytes) => Guard(() =>
    {
        var file = JsonSerializer.Deserialize(bytes, Json.Default.SandboxFile) ?? throw new JsonException("null");
        return new SandboxRecord
        {
            Id = file.Id,
            RuntimeHandler = file.RuntimeHandler,
            CreatedAt = file.CreatedAt,
            Boot = file.Boot,
            IsStopped = file.IsStopped,
            Config = Parser.Parse<PodSandboxConfig>(file.Config.GetRawText()),
        };
    });

    /// <summary>Decodes what a container was made from.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static ContainerRecord DecodeContainer(byte[] bytes) => Guard(() =>
    {
        var file = JsonSerializer.Deserialize(bytes, Json.Default.ContainerFile) ?? throw new JsonException("null");
        return new ContainerRecord
        {
            Id = file.Id,
            SandboxId = file.SandboxId,
            CreatedAt = file.CreatedAt,
            Config = Parser.Parse<ContainerConfig>(file.Config.GetRawText()),
        };
    });

    /// <summary>Decodes how far a container has come.</summary>
    /// <exception cref="InvalidDataException">It is not that.</exception>
    public static ContainerRun DecodeRun(byte[] bytes) =>
        Guard(() => JsonSerializer.Deserialize(bytes, Json.Default.ContainerRun) ?? throw new JsonException("null"));

    private static JsonElement ToJson(IMessage message)
    {
        using var document = JsonDocument.Parse(Formatter.Format(message));
        return document.RootElement.Clone();
    }

    private static T Guard<T>(Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (Exception error) when (error is JsonException or InvalidJsonException or InvalidProtocolBufferException)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    private sealed record SandboxFile(
        string Id, string RuntimeHandler, DateTimeOffset CreatedAt, string Boot, bool IsStopped, JsonElement Config);

    private sealed record ContainerFile(string Id, string SandboxId, DateTimeOffset CreatedAt, JsonElement Config);

    [JsonSourceGenerationOptions(
        WriteIndented = true,
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true)]
    [JsonSerializable(typeof(SandboxFile))]
    [JsonSerializable(typeof(ContainerFile))]
    [JsonSerializable(typeof(ContainerRun))]
    private sealed partial class Json : JsonSerializerContext;
}
