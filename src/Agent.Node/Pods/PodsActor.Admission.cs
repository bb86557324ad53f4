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
        var node = new AdmissionNode
        {
            Name = _services.Options.NodeName,
            Object = _nodeObject,
            MaxPods = _services.Options.Status.MaxPods,
            AllowedUnsafeSysctls = _services.Options.AllowedUnsafeSysctls,
        };
        var verdict = PodAdmission.Decide(pod, node, [.. _pods.Values.Where(e => e.TakesRoom).Select(e => e.Pod!)]);
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
