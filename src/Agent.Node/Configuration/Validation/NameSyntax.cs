using System.Text.RegularExpressions;

namespace Agent.Node.Configuration.Validation;

/// <summary>How keys and values of labels and taints are written.</summary>
internal static partial class NameSyntax
{
    /// <summary>A name of 63 characters with an optional DNS prefix.</summary>
    public static bool IsQualifiedName(string text) => QualifiedName().IsMatch(text);

    /// <summary>Empty, or 63 characters.</summary>
    public static bool IsLabelValue(string text) => text.Length == 0 || LabelValue().IsMatch(text);

    [GeneratedRegex(@"^(?=.{1,317}$)([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex LabelValue();
}
