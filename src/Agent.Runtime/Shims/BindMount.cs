namespace Agent.Runtime.Shims;

/// <summary>One bind mount.</summary>
/// <param name="Source">Absolute path on the host; has to exist.</param>
/// <param name="Target">Absolute path in the container; made if missing, without touching the host.</param>
/// <param name="ReadOnly">The mount is read-only.</param>
/// <param name="Recursive">So are the mounts below it.</param>
/// <param name="Propagation">Whether later mounts below are seen on the other side.</param>
internal sealed record BindMount(string Source, string Target, bool ReadOnly, bool Recursive, BindPropagation Propagation);
