using System.Text.Json.Serialization;

namespace Agent.Server.Local;

/// <summary>JSON of the agent's own socket.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(NodeReport))]
[JsonSerializable(typeof(PodReport))]
public sealed partial class LocalJson : JsonSerializerContext;
