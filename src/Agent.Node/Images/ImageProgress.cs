using Agent.Node.Runtime;

namespace Agent.Node.Images;

/// <summary>What an image request waits for: its place in the queue, or the pull.</summary>
internal sealed record ImageProgress(CallId Id, string Text);
