using Agent.Kubernetes;
using Agent.Node.Admission;
using Agent.Node.Events;
using Agent.Node.Sources;
using Agent.Node.Status;
using Akka.Actor;

namespace Agent.Node.Pods;

/// <summary>Whether the node takes a new pod; asked of every pod again when the agent starts.</summary>
internal sealed partial class PodsActor
{
    private V1Node? _nodeObject;

    /// <summary>The command that ends a pod which the node refuses; null: it takes it, and others may have to go for it.</summary>
    private PodActor.Kill? Admit(PodEntry entry, V1Pod pod)
    {
        var verdict = PodAdmission.Decide(pod, KnownNode(), Others(entry));
        if (!verdict.IsAdmitted)
        {
            LogRejected(pod.HumanName(), verdict.Reason, verdict.Message);
            _events.Tell(new RecordEvent(EventSubject.Pod(pod), EventKind.Warning, verdict.Reason, verdict.Message));
            return new PodActor.Kill(
                verdict.Reason, null, Unwanted: false, new PodEndStatus(verdict.Reason, verdict.Message, IsDisruption: false, IsRejection: true));
        }

        entry.Preempted = [.. verdict.Preempted.Select(p => p.Uid())];
        foreach (var victim in verdict.Preempted)
        {
            Preempt(victim, pod);
        }

        return null;
    }

    private AdmissionNode KnownNode() => new()
    {
        Name = _services.Options.NodeName,
        Object = _nodeObject,
        MaxPods = _services.Options.Status.MaxPods,
        AllowedUnsafeSysctls = _services.Options.AllowedUnsafeSysctls,
    };

    /// <summary>The other pods that take room, with what they have been granted.</summary>
    private IReadOnlyList<V1Pod> Others(PodEntry entry) =>
        [.. _pods.Values.Where(e => e.TakesRoom && e.Uid != entry.Uid).Select(e => e.Granted!)];

    private void TellDropped(IReadOnlyList<DroppedPod> dropped)
    {
        foreach (var (pod, reason) in dropped)
        {
            _events.Tell(new RecordEvent(EventSubject.Pod(pod), EventKind.Warning, "FailedValidation", $"Pod {pod.FullName()} is ignored: {reason}"));
        }
    }

    private void Preempt(V1Pod victim, V1Pod pod)
    {
        const string message = "Preempted in order to admit critical pod";
        LogPreempted(victim.HumanName(), pod.HumanName());
        _events.Tell(new RecordEvent(EventSubject.Pod(victim), EventKind.Warning, "Preempting", message));
        End(_pods[victim.Uid()], new PodActor.Kill("Preempting", null, Unwanted: false, new PodEndStatus("Preempting", message, IsDisruption: true)));
    }
}
