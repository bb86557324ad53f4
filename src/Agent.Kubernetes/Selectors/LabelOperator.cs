namespace Agent.Kubernetes.Selectors;

/// <summary>What a requirement asks of a label.</summary>
public enum LabelOperator
{
    /// <summary>The label has one of the values.</summary>
    In,

    /// <summary>The label is missing or has none of the values.</summary>
    NotIn,

    /// <summary>The label is there.</summary>
    Exists,

    /// <summary>The label is missing.</summary>
    DoesNotExist,

    /// <summary>The label is a whole number greater than the value.</summary>
    GreaterThan,

    /// <summary>The label is a whole number less than the value.</summary>
    LessThan,
}
