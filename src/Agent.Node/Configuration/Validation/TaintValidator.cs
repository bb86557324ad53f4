namespace Agent.Node.Configuration.Validation;

/// <summary>Taints that the node registers with.</summary>
internal sealed class TaintValidator : IConfigurationValidator
{
    private static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    public IEnumerable<Violation> Validate(KubeletConfiguration configuration)
    {
        var seen = new HashSet<(string, string)>();
        for (var i = 0; i < configuration.RegisterWithTaints.Count; i++)
        {
            var taint = configuration.RegisterWithTaints[i];
            var field = $"registerWithTaints[{i}]";
            if (!NameSyntax.IsQualifiedName(taint.Key))
            {
                yield return new Violation($"{field}.key", taint.Key, "a name of up to 63 letters, digits, '-', '_' and '.', with an optional DNS prefix and '/'");
            }

            if (!NameSyntax.IsLabelValue(taint.Value))
            {
                yield return new Violation($"{field}.value", taint.Value, "up to 63 letters, digits, '-', '_' and '.'");
            }

            if (!Effects.Contains(taint.Effect))
            {
                yield return new Violation($"{field}.effect", taint.Effect, Schema.FieldType.OneOf(Effects));
            }

            if (taint.TimeAdded is { } time)
            {
                yield return new Violation($"{field}.timeAdded", time, "nothing, since the API server sets it");
            }

            if (!seen.Add((taint.Key, taint.Effect)))
            {
                yield return new Violation(field, $"{taint.Key}:{taint.Effect}", "each key and effect once");
            }
        }
    }
}
