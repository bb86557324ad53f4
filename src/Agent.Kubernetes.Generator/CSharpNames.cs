namespace Agent.Kubernetes.Generator;

/// <summary>
/// Names in C#: types are named as the KubernetesClient package names them (<c>core.v1.Pod</c> is <c>V1Pod</c>; a name that
/// two groups share gets its group in front, as in <c>Corev1Event</c>), properties as in JSON with the first letter upper case.
/// </summary>
internal sealed class CSharpNames
{
    private readonly Dictionary<string, string> _types = [];

    /// <summary>Names every type of the table, so that a name does not change when a root is added.</summary>
    public CSharpNames(FieldTable table)
    {
        foreach (var sameName in table.Types.GroupBy(t => Split(t).Name, StringComparer.Ordinal))
        {
            var shared = sameName.Count() > 1;
            foreach (var type in sameName)
            {
                var (group, version, name) = Split(type);
                _types[type] = shared ? Capital(group) + version + name : Capital(version) + name;
            }
        }
    }

    /// <summary>The C# name of a type of the table.</summary>
    public string Type(string type) => _types[type];

    /// <summary>The C# name of a JSON field.</summary>
    public static string Property(string field) => Capital(field);

    /// <summary>The C# type of one value of a scalar or a type, never nullable.</summary>
    public string Element(string element)
    {
        if (element.EndsWith("[]", StringComparison.Ordinal))
        {
            return $"IReadOnlyList<{Element(element[..^2])}>";
        }

        return element switch
        {
            "string" => "string",
            "bool" => "bool",
            "int32" => "int",
            "int64" => "long",
            "bytes" => "byte[]",
            "time" or "microTime" => "DateTimeOffset",
            "quantity" => "Quantity",
            "intOrString" => "IntOrString",
            "raw" => "JsonElement",
            _ => Type(element),
        };
    }

    /// <summary>Whether one value of the scalar is a struct in C#.</summary>
    public static bool IsValueType(string element) =>
        element is "bool" or "int32" or "int64" or "time" or "microTime" or "quantity" or "intOrString" or "raw";

    private static (string Group, string Version, string Name) Split(string type)
    {
        var parts = type.Split('.');
        return parts.Length == 3
            ? (parts[0], parts[1], parts[2])
            : throw new FormatException($"a type is named group.version.Name, not '{type}'");
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
