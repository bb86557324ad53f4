namespace Agent.Node.Configuration;

/// <summary>Where spans are sent.</summary>
public sealed record TracingConfiguration
{
    /// <summary>Where spans are sent: address of the OTLP gRPC collector, <c>host:port</c> or a URL. Empty: localhost:4317.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Samples per million root spans; spans with a sampled parent are always taken.</summary>
    public int SamplingRatePerMillion { get; init; }
}
