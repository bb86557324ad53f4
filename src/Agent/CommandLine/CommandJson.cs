using System.Text.Json.Serialization;

namespace Agent.CommandLine;

/// <summary>JSON of what commands print.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(AgentVersion))]
internal sealed partial class CommandJson : JsonSerializerContext;
