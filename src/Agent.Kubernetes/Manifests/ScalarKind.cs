namespace Agent.Kubernetes.Manifests;

/// <summary>What a scalar of a manifest is.</summary>
internal enum ScalarKind
{
    /// <summary>Nothing: the field is as if it were not there.</summary>
    Null,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,
}
