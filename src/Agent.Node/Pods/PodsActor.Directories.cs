namespace Agent.Node.Pods;

/// <summary>Directories of pods that neither a source nor the runtime knows: left by a node that was killed, or by another kubelet.</summary>
internal sealed partial class PodsActor
{
    /// <summary>Each is ended as a pod is, so that its volumes are unmounted first and the same UID does not begin meanwhile.</summary>
    private void OnFoundPods(IReadOnlyList<string> uids)
    {
        if (!_adopted || !_sourcesReady)
        {
            return;
        }

        foreach (var uid in uids.Where(uid => !_pods.ContainsKey(uid) && !_found.ContainsKey(uid) && !_unreadable.Contains(uid)))
        {
            LogOrphanDirectory(uid);
            var entry = new PodEntry(uid);
            _pods.Add(uid, entry);
            Spawn(entry);
        }
    }
}
