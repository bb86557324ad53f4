namespace Agent.Kubernetes.Patches;

/// <summary>Whose fault it is that a patch was not applied.</summary>
public enum PatchErrorKind
{
    /// <summary>The patch is not well formed, whatever the object; the API server answers 400.</summary>
    Malformed,

    /// <summary>The patch does not fit the object, as a test that fails; the API server answers 422.</summary>
    Inapplicable,
}
