namespace Agent.Kubernetes.Validation;

/// <summary>What is wrong with a field, in the API's terms.</summary>
public enum FieldErrorKind
{
    /// <summary>It must be set.</summary>
    Required,

    /// <summary>Its value is not allowed.</summary>
    Invalid,

    /// <summary>Its value is not one of those allowed.</summary>
    NotSupported,

    /// <summary>Its value stands elsewhere already.</summary>
    Duplicate,

    /// <summary>What it names does not exist.</summary>
    NotFound,

    /// <summary>It must not be set.</summary>
    Forbidden,

    /// <summary>Its value is too long.</summary>
    TooLong,

    /// <summary>It has too many entries.</summary>
    TooMany,
}
