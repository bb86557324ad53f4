using Agent.Node.Events;
using Akka.Actor;

namespace Agent.Node.Pods;

/// <summary>What a pod has to say of the network it is to get.</summary>
internal sealed partial class PodActor
{
    private string _networkProblem = "";

    /// <summary>Says, once for each problem, why a pod that needs the network does not go on.</summary>
    private void TellNetworkProblem(string problem)
    {
        var isNews = problem.Length > 0 && problem != _networkProblem;
        _networkProblem = problem;
        if (isNews && _view is { Work: PodWork.Sync, NetworkReady: false } && _view.Pod?.Spec.HostNetwork != true)
        {
            Event(EventKind.Warning, "NetworkNotReady", "network is not ready: " + problem);
        }
    }

    /// <summary>Says what of the pod's resolver configuration could not be had as it is asked for.</summary>
    private void TellDnsProblems(PodDns dns)
    {
        if (dns.MissesClusterDns)
        {
            const string text = "kubelet does not have ClusterDNS IP configured and cannot create Pod using \"ClusterFirst\" policy. "
                + "Falling back to \"Default\" policy.";
            _setup.Events.Tell(new RecordEvent(EventSubject.Node(_setup.Services.Options.NodeName), EventKind.Warning, "MissingClusterDNS", text));
            Event(EventKind.Warning, "MissingClusterDNS", $"pod: \"{PodName}\". {text}");
        }

        foreach (var omission in dns.Omissions)
        {
            Event(EventKind.Warning, "DNSConfigForming", omission);
        }
    }
}
