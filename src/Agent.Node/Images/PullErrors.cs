namespace Agent.Node.Images;

/// <summary>Names the reason of a failed pull.</summary>
internal static class PullErrors
{
    /// <summary>How the message of a pull that the runtime refused begins; the image's name follows.</summary>
    public const string Prefix = "failed to pull image ";

    /// <summary>The runtime's own prefix where it has one that Kubernetes knows, else ErrImagePull.</summary>
    public static string Reason(string message) =>
        message.StartsWith("RegistryUnavailable", StringComparison.Ordinal) ? "RegistryUnavailable"
        : message.StartsWith("SignatureValidationFailed", StringComparison.Ordinal) ? "SignatureValidationFailed"
        : "ErrImagePull";
}
