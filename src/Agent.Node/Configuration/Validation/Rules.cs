namespace Agent.Node.Configuration.Validation;

/// <summary>Rules that several validators share.</summary>
internal static class Rules
{
    /// <summary>A number within bounds.</summary>
    public static IEnumerable<Violation> Between(string field, long value, long low, long high) =>
        value >= low && value <= high ? [] : [new Violation(field, value, $"a whole number from {low} to {high}")];

    /// <summary>A number with a lower bound.</summary>
    public static IEnumerable<Violation> AtLeast(string field, long value, long low) =>
        value >= low ? [] : [new Violation(field, value, $"a whole number of {low} or more")];

    /// <summary>A duration with bounds.</summary>
    public static IEnumerable<Violation> Between(string field, TimeSpan value, TimeSpan low, TimeSpan high) =>
        value >= low && value <= high
            ? []
            : [new Violation(field, value, $"a duration from {GoDuration.Format(low)} to {GoDuration.Format(high)}")];

    /// <summary>A duration with a lower bound.</summary>
    public static IEnumerable<Violation> AtLeast(string field, TimeSpan value, TimeSpan low) =>
        value >= low ? [] : [new Violation(field, value, $"a duration of {GoDuration.Format(low)} or more")];

    /// <summary>A value that is allowed only if something else holds.</summary>
    public static IEnumerable<Violation> Unless(bool holds, string field, object value, string allowed) =>
        holds ? [] : [new Violation(field, value, allowed)];

    /// <summary>A value that needs a feature gate.</summary>
    public static IEnumerable<Violation> NeedsGate(KubeletConfiguration configuration, string gate, string field, object value, string otherwise) =>
        FeatureGates.IsEnabled(configuration, gate) ? [] : [new Violation(field, value, $"{otherwise}, or the feature gate {gate}")];

    /// <summary>An IP address.</summary>
    public static IEnumerable<Violation> IsAddress(string field, string value) =>
        System.Net.IPAddress.TryParse(value, out _) ? [] : [new Violation(field, value, "an IP address")];
}
