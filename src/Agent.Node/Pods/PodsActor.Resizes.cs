using System.Collections.Immutable;
using Agent.Kubernetes;
using Agent.Node.Events;
using Agent.Node.Host;
using Agent.Node.Resizing;
using Agent.Node.Resources;
using Agent.Node.Runtime;
using Agent.Node.Sources;
using Akka.Actor;

namespace Agent.Node.Pods;

/// <summary>
/// Grants pods the resources that edits of their specs ask for, or defers that until there is room. What differs from the specs is
/// written down, so that a restart of the agent does not take a wish for a grant.
/// </summary>
internal sealed partial class PodsActor
{
    /// <summary>When deferred resizes are looked at again if nothing else happens; the kubelet's 3 min.</summary>
    private static readonly TimeSpan ResizeRetry = TimeSpan.FromMinutes(3);

    private readonly HostCalls _host;
    private List<PodChanges>? _early;
    private ImmutableSortedDictionary<string, PodAllocation> _recalled = AllocationsFile.None;
    private string _written = AllocationsFile.Write([]);
    private bool _isWriting;

    private string AllocationsPath => Path.Combine(_services.Options.RootDirectory, AllocationsFile.Name);

    /// <summary>Pods that are resized come from an API server only; without one there is nothing to recall.</summary>
    private void ReadAllocations()
    {
        if (_services.Ports.Api is null)
        {
            return;
        }

        _early = [];
        var call = NextCall();
        _services.Ports.Host.ReadTextAsync(AllocationsPath, _host.Begin(Timers, call, "ReadText", HostCalls.Deadline)).PipeTo(
            Self, success: text => new AllocationsRead(call, text, null), failure: e => new AllocationsRead(call, null, HostCalls.Describe(e)));
    }

    private void OnAllocationsRead(AllocationsRead read)
    {
        var error = read.Error;
        if (error is null)
        {
            _recalled = AllocationsFile.Read(read.Text, out var problem);
            _written = read.Text ?? _written;
            if (problem.Length > 0)
            {
                error = problem;
                WriteText(AllocationsPath + ".corrupt", read.Text!);
            }
        }

        if (error is not null)
        {
            LogAllocationsUnreadable(AllocationsPath, error);
        }

        var early = _early ?? [];
        _early = null;
        foreach (var changes in early)
        {
            OnChanges(changes);
        }
    }

    /// <summary>What a new pod had been granted before the agent was started.</summary>
    private void Recall(PodEntry entry)
    {
        if (_recalled.TryGetValue(entry.Uid, out var allocated) && !allocated.Equals(PodAllocation.Of(entry.Pod!)))
        {
            entry.Allocated = allocated;
            entry.Pending = new ResizePending(ResizePending.Deferred, "not judged again yet", entry.Pod!.Metadata.Generation);
            entry.PendingSince = _services.Time.GetUtcNow();
            Timers.StartSingleTimer(ResizesDue.Instance, ResizesDue.Instance, TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Takes a new version of a pod, and with it the resources it asks for, if the node has them.</summary>
    private void Grant(PodEntry entry, V1Pod pod, PodChangeKind kind)
    {
        if (kind == PodChangeKind.Reconcile)
        {
            entry.Pod = pod;
            return;
        }

        var had = entry.Allocated ?? PodAllocation.Of(entry.Pod!);
        entry.Pod = pod;
        if (had.Equals(PodAllocation.Of(pod)))
        {
            (entry.Allocated, entry.Pending) = (null, null);
            WriteAllocations();
            return;
        }

        if (pod.IsStatic() || !entry.TakesRoom || entry.Kill is not null)
        {
            entry.Allocated = null;
            return;
        }

        entry.Allocated = had;
        Judge(entry);
        WriteAllocations();
        RetryResizes();
    }

    /// <summary>True if the pod was granted what it asks for.</summary>
    private bool Judge(PodEntry entry)
    {
        var pod = entry.Pod!;
        if (ResizeAdmission.Decide(pod, KnownNode(), Others(entry)) is not { } pending)
        {
            (entry.Allocated, entry.Pending) = (null, null);
            Tell(pod, EventKind.Normal, "ResizeStarted", ResizeText.Of("Pod resize started", pod));
            return true;
        }

        if (entry.Pending is null)
        {
            entry.PendingSince = _services.Time.GetUtcNow();
        }

        if (entry.Pending?.Reason != pending.Reason || entry.Pending.Generation != pending.Generation)
        {
            Tell(pod, EventKind.Warning, "Resize" + pending.Reason, ResizeText.Of("Pod resize " + pending.Reason, pod, pending.Message));
        }

        entry.Pending = pending;
        if (pending.Reason == ResizePending.Deferred && !Timers.IsTimerActive(ResizesDue.Instance))
        {
            Timers.StartSingleTimer(ResizesDue.Instance, ResizesDue.Instance, ResizeRetry);
        }

        return false;
    }

    /// <summary>Looks at deferred resizes again: by priority, then by class, then who waits longest.</summary>
    private void RetryResizes()
    {
        var deferred = _pods.Values.Where(e => e is { Pending.Reason: ResizePending.Deferred, TakesRoom: true, Kill: null })
            .OrderByDescending(e => e.Pod!.Spec.Priority ?? 0)
            .ThenByDescending(e => PodQos.Of(e.Pod!))
            .ThenBy(e => e.PendingSince)
            .ToList();
        foreach (var entry in deferred)
        {
            var before = entry.Pending;
            if (Judge(entry) || entry.Pending != before)
            {
                entry.Actor.Tell(new PodActor.Update(entry.Granted!, entry.Pending));
            }
        }

        WriteAllocations();
    }

    private void WriteAllocations()
    {
        var text = AllocationsFile.Write(_pods.Values.Where(e => e.Allocated is not null).Select(e => KeyValuePair.Create(e.Uid, e.Allocated!)));
        if (text != _written && !_isWriting && _services.Ports.Api is not null)
        {
            _isWriting = true;
            _written = text;
            WriteText(AllocationsPath, text);
        }
    }

    private void WriteText(string path, string text)
    {
        var call = NextCall();
        _services.Ports.Host.WriteTextAsync(path, text, _host.Begin(Timers, call, "WriteText", HostCalls.Deadline)).PipeTo(
            Self, success: () => new AllocationsWritten(call, path, null), failure: e => new AllocationsWritten(call, path, HostCalls.Describe(e)));
    }

    private void OnAllocationsWritten(AllocationsWritten written)
    {
        if (written.Error is { } error)
        {
            LogAllocationsUnwritable(written.Path, error);
        }

        if (written.Path == AllocationsPath)
        {
            _isWriting = false;

            // A failed write is made good by the next one; the timer sees to that.
            _written = written.Error is null ? _written : "";
            if (written.Error is null)
            {
                WriteAllocations();
            }
            else
            {
                Timers.StartSingleTimer(ResizesDue.Instance, ResizesDue.Instance, ResizeRetry);
            }
        }
    }

    private void Tell(V1Pod pod, EventKind kind, string reason, string message) =>
        _events.Tell(new RecordEvent(EventSubject.Pod(pod), kind, reason, message));

    private CallId NextCall() => new(0, _services.Memory.PodsCalls.Next());

    private sealed record AllocationsRead(CallId Call, string? Text, string? Error);

    private sealed record AllocationsWritten(CallId Call, string Path, string? Error);

    private sealed class ResizesDue
    {
        public static readonly ResizesDue Instance = new();
    }
}
