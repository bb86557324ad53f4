using System.Globalization;
using Agent.Node.Configuration.Schema;

namespace Agent.Node.Configuration.Files;

/// <summary>Fills in what a file leaves open, the way the kubelet does.</summary>
internal static class ConfigurationDefaults
{
    /// <summary>The defaults of a main file: those that depend on other fields first, then all others.</summary>
    public static MappingNode FillMain(MappingNode node) => Fill(FillEviction(FillDerived(node)));

    /// <summary>The default of each field that is absent, null, or zero where zero means absent.</summary>
    public static MappingNode Fill(MappingNode node) => Fill(ConfigurationSchema.Root, node, NodeWriter.Defaults);

    private static MappingNode Fill(FieldType type, MappingNode node, MappingNode defaults)
    {
        foreach (var field in type.Fields)
        {
            var set = node[field.Name];
            if (set is not null && field.ZeroIsUnset && IsZero(field.Type, set))
            {
                node = node with { Entries = node.Entries.Remove(field.Name) };
                set = null;
            }

            if (defaults[field.Name] is not { } @default)
            {
                continue;
            }

            if (field.Type.Kind == FieldKind.Record && set is MappingNode mapping)
            {
                node = node.With(field.Name, Fill(field.Type, mapping, (MappingNode)@default));
            }
            else if (set is null)
            {
                node = node.With(field.Name, @default);
            }
        }

        return node;
    }

    private static MappingNode FillDerived(MappingNode node)
    {
        var update = NonZero(node, "nodeStatusUpdateFrequency");
        if (update is not null && NonZero(node, "nodeStatusReportFrequency") is null)
        {
            node = node.With("nodeStatusReportFrequency", update);
        }

        if (node["maxParallelImagePulls"] is ScalarNode pulls && node["serializeImagePulls"] is null &&
            int.TryParse(pulls.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count >= 2)
        {
            node = node.With("serializeImagePulls", new ScalarNode(pulls.Origin, "false", IsText: false));
        }

        return node;
    }

    private static MappingNode FillEviction(MappingNode node)
    {
        if (node["evictionHard"] is MappingNode hard && node["mergeDefaultEvictionSettings"] is ScalarNode { AsBoolean: true })
        {
            var defaults = (MappingNode)NodeWriter.Defaults["evictionHard"]!;
            node = node.With("evictionHard", MergePatch.Apply(defaults, hard) with { Origin = hard.Origin });
        }

        return node;
    }

    private static ConfigurationNode? NonZero(MappingNode node, string name)
    {
        var field = ConfigurationSchema.Root.Fields.First(candidate => candidate.Name == name);
        return node[name] is { } value && !IsZero(field.Type, value) ? value : null;
    }

    private static bool IsZero(FieldType type, ConfigurationNode node) => node is ScalarNode scalar && type.Kind switch
    {
        FieldKind.Duration => GoDuration.TryParse(scalar.Text, out var duration) && duration == TimeSpan.Zero,
        FieldKind.Integer => !scalar.IsText && scalar.Text is "0",
        _ => scalar.Text.Length == 0,
    };
}
