using Agent.Node.Configuration;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Agent.Hosting;

/// <summary>Sends spans to an OTLP collector when the configuration names one.</summary>
internal static class Tracing
{
    /// <summary>Starts sending; disposing the result sends what is left. Null when tracing is off.</summary>
    public static TracerProvider? Start(TracingConfiguration? configuration, string nodeName, string version) => configuration is null
        ? null
        : Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty()
                .AddService("node-agent", serviceVersion: version, serviceInstanceId: nodeName)
                .AddAttributes([new KeyValuePair<string, object>("k8s.node.name", nodeName)]))
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(configuration.SamplingRatePerMillion / 1_000_000.0)))
            .AddSource("Agent.*")
            .AddOtlpExporter(options =>
            {
                options.Protocol = OtlpExportProtocol.Grpc;
                options.Endpoint = Endpoint(configuration.Endpoint);
            })
            .Build();

    /// <summary>A collector's address as a URL; one without a scheme speaks plain HTTP, as in the kubelet.</summary>
    internal static Uri Endpoint(string endpoint) => new(
        endpoint.Length == 0 ? "http://localhost:4317"
        : endpoint.Contains("://", StringComparison.Ordinal) ? endpoint
        : $"http://{endpoint}");
}
