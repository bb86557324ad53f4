namespace Agent.Kubernetes.Patches;

/// <summary>A patch was not applied. The message names the operation or the field, never a value: objects may be secrets.</summary>
public sealed class PatchException : Exception
{
    /// <summary>Makes the exception.</summary>
    public PatchException(PatchErrorKind kind, string message)
        : base(message) => Kind = kind;

    /// <summary>Whether the patch itself is wrong, or does not fit the object.</summary>
    public PatchErrorKind Kind { get; }
}
