namespace Agent.Node.Images;

/// <summary>Why an image is not there.</summary>
/// <param name="Reason">Kubernetes' reason: ErrImagePull, ImagePullBackOff, ErrImageNeverPull, InvalidImageName, ImageInspectError, RegistryUnavailable, SignatureValidationFailed.</param>
/// <param name="Message">Details.</param>
/// <param name="RetryAt">When asking again makes sense.</param>
internal sealed record ImageFailure(string Reason, string Message, DateTimeOffset RetryAt);
