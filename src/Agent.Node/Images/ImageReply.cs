using Agent.Node.Runtime;

namespace Agent.Node.Images;

/// <summary>The image is there, or why not.</summary>
internal sealed record ImageReply(CallId Id, ResolvedImage? Image, ImageFailure? Failure);
