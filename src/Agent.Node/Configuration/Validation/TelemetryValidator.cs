using Agent.Kubernetes;

namespace Agent.Node.Configuration.Validation;

/// <summary>The log and spans.</summary>
internal sealed class TelemetryValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration) =>
    [
        .. Rules.AtLeast("logging.verbosity", configuration.Logging.Verbosity, 0),
        .. Rules.AtLeast("logging.flushFrequency", configuration.Logging.FlushFrequency, TimeSpan.Zero),
        .. Size("logging.options.text.infoBufferSize", configuration.Logging.Options.Text.InfoBufferSize),
        .. Size("logging.options.json.infoBufferSize", configuration.Logging.Options.Json.InfoBufferSize),
        .. configuration.Tracing is { } tracing
            ? Rules.Between("tracing.samplingRatePerMillion", tracing.SamplingRatePerMillion, 0, 1_000_000)
            : [],
    ];

    private static IEnumerable<Violation> Size(string field, string value) =>
        Rules.Unless(Quantity.TryParse(value, out var size) && size.Sign >= 0, field, value, "a quantity of 0 or more");
}
