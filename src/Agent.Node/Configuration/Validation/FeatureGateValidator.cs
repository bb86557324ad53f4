namespace Agent.Node.Configuration.Validation;

/// <summary>Feature gates: locked ones keep their default; unknown ones belong to other components and are ignored.</summary>
internal sealed class FeatureGateValidator : IConfigurationValidator
{
    public IEnumerable<Violation> Validate(KubeletConfiguration configuration)
    {
        foreach (var (name, value) in configuration.FeatureGates)
        {
            var field = $"featureGates.{name}";
            if (FeatureGates.Find(name) is not { } gate)
            {
                var nearest = NearestName.Of(name, FeatureGates.All.Select(known => known.Name));
                var hint = nearest is null ? "" : $"; did you mean {nearest}?";
                var text = $"is no gate that a node knows, and is ignored{hint}";
                yield return new Violation(field, value, text, ConfigurationSeverity.Warning);
            }
            else if (gate.IsLocked && value != gate.Default)
            {
                yield return new Violation(field, value, gate.Default ? "true, since the gate is locked" : "false, since the gate is locked");
            }
        }
    }
}
