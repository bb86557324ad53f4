namespace Agent.Node.Configuration;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Severity">What follows from it.</param>
/// <param name="Origin">The file and line, or the flag.</param>
/// <param name="Field">Path of the field, like <c>authentication.webhook.cacheTTL</c>; empty for a file as a whole.</param>
/// <param name="Text">The value and what is allowed instead; never a secret.</param>
public sealed record ConfigurationProblem(
    ConfigurationSeverity Severity,
    ConfigurationOrigin Origin,
    string Field,
    string Text)
{
    /// <summary>A value that is not allowed, which is an error.</summary>
    public static ConfigurationProblem NotAllowed(ConfigurationOrigin origin, string field, string value, string allowed) =>
        new(ConfigurationSeverity.Error, origin, field, $"\"{value}\" is not allowed; expected {allowed}");

    /// <summary>Anything else that is wrong and keeps the agent from starting.</summary>
    public static ConfigurationProblem Error(ConfigurationOrigin origin, string field, string text) =>
        new(ConfigurationSeverity.Error, origin, field, text);

    /// <summary>Something that is ignored.</summary>
    public static ConfigurationProblem Warning(ConfigurationOrigin origin, string field, string text) =>
        new(ConfigurationSeverity.Warning, origin, field, text);

    /// <inheritdoc/>
    public override string ToString() => Field.Length == 0 ? $"{Origin}: {Text}" : $"{Origin}: {Field}: {Text}";
}
