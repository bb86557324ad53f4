namespace Agent.Node.Configuration.Validation;

/// <summary>Checks one concern of a configuration whose types are right.</summary>
internal interface IConfigurationValidator
{
    /// <summary>The values that break a rule, in a fixed order.</summary>
    IEnumerable<Violation> Validate(KubeletConfiguration configuration);
}
