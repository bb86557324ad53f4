namespace Agent.Node.Runtime;

/// <summary>
/// A pod has learnt the state of a sandbox or container from its own call: the relist need not read it again.
/// Sandboxes count as Running while ready and Exited otherwise.
/// </summary>
internal sealed record NoteKnown(string Uid, string Id, bool IsSandbox, ContainerInstanceState State);
