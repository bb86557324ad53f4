using System.Text.Json.Serialization;

namespace Agent.Node.Configuration;

/// <summary>Authentication by client certificate.</summary>
public sealed record KubeletX509Authentication
{
    /// <summary>PEM file of the authorities that sign client certificates. Empty: none is accepted.</summary>
    [JsonPropertyName("clientCAFile"), Flag("client-ca-file")]
    public string ClientCaFile { get; init; } = "";
}
