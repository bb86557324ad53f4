using System.Buffers.Text;
using System.Globalization;

namespace Agent.Kubernetes.Manifests;

/// <summary>Which scalars of a manifest fit which kind of field.</summary>
internal static class ManifestScalarRules
{
    public const string Text = "a text";

    /// <summary>What a field of the kind may hold, for a message.</summary>
    public static string Allowed(string kind) => kind switch
    {
        "bool" => "true or false",
        "int32" => "a whole number of 32 bits",
        "int64" => "a whole number of 64 bits",
        "quantity" => "a quantity such as 100m, 2 or 1.5Gi",
        "intOrString" => "a whole number of 32 bits or a text",
        "time" or "microTime" => "a time as in RFC 3339, such as 2026-01-31T12:00:00Z",
        "bytes" => "a text in base64",
        _ => Text,
    };

    public static bool Fits(string kind, ManifestScalar scalar) => kind switch
    {
        "bool" => scalar.Kind == ScalarKind.Boolean,
        "int32" => scalar.Kind == ScalarKind.Number && IsWhole(scalar.Text, int.MinValue, int.MaxValue),
        "int64" => scalar.Kind == ScalarKind.Number && IsWhole(scalar.Text, long.MinValue, long.MaxValue),
        "quantity" => scalar.Kind is ScalarKind.Number or ScalarKind.Text && Quantity.TryParse(scalar.Text, out _),
        "intOrString" => scalar.Kind == ScalarKind.Text
            || (scalar.Kind == ScalarKind.Number && IsWhole(scalar.Text, int.MinValue, int.MaxValue)),
        "time" or "microTime" => scalar.Kind == ScalarKind.Text && KubernetesTime.TryParse(scalar.Text, out _),
        "bytes" => scalar.Kind == ScalarKind.Text && Base64.IsValid(scalar.Text),
        _ => scalar.Kind == ScalarKind.Text,
    };

    private static bool IsWhole(string text, long min, long max) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && value >= min
        && value <= max;
}
