namespace Agent.Node.Status;

/// <summary>The node's object in the API, which owns mirror pods.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its UID.</param>
/// <param name="IsDeleted">It is being deleted: no mirror is created for it.</param>
internal sealed record MirrorNode(string Name, string Uid, bool IsDeleted);
