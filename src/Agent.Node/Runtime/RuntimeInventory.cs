namespace Agent.Node.Runtime;

/// <summary>The first complete relist: every pod the runtime has. Sent once per incarnation of the PLEG, before any <see cref="PodObserved"/>.</summary>
/// <param name="Pods">By UID.</param>
/// <param name="Unreadable">UIDs of pods that exist but could not be read; they are read again and must not be taken for absent.</param>
internal sealed record RuntimeInventory(IReadOnlyList<PodRuntimeStatus> Pods, IReadOnlyList<string> Unreadable);
