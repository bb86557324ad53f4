namespace Agent.Kubernetes.Generator;

/// <summary>How many values a field holds.</summary>
internal enum FieldShape
{
    /// <summary>One value.</summary>
    One,

    /// <summary>An ordered list.</summary>
    List,

    /// <summary>A map with string keys.</summary>
    Map,
}
