using System.Globalization;

namespace Agent.Node.Configuration.Validation;

/// <summary>A value that breaks a rule.</summary>
/// <param name="Field">Path of the field.</param>
/// <param name="Value">The value, in any type; it is shown as a file would show it.</param>
/// <param name="Allowed">What is allowed instead, to stand after "expected"; of a warning, its whole text.</param>
/// <param name="Severity">A warning means that the agent starts all the same.</param>
internal sealed record Violation(
    string Field,
    object Value,
    string Allowed,
    ConfigurationSeverity Severity = ConfigurationSeverity.Error)
{
    /// <summary>The value as text.</summary>
    public string Text => Value switch
    {
        TimeSpan duration => GoDuration.Format(duration),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Value.ToString()!,
    };
}
