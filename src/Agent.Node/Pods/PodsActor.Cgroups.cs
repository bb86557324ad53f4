using Agent.Node.Resources.Cgroups;
using Akka.Actor;

namespace Agent.Node.Pods;

/// <summary>What the pods amount to for the cgroups that theirs are in.</summary>
internal sealed partial class PodsActor
{
    private IActorRef _tiers = ActorRefs.Nobody;

    private void TellTiers()
    {
        if (_facts?.Cgroups.IsReady != true)
        {
            return;
        }

        if (_tiers.IsNobody())
        {
            _tiers = Context.ActorOf(QosTiersActor.Props(_services), "tiers");
        }

        var sum = _pods.Values.Where(e => e is { Pod: not null, HasStopped: false }).Sum(e => e.BurstableMilliCpu);
        _tiers.Tell(new QosTiersActor.Burstable(CgroupNames.For(_services.Options, _facts), sum));
    }
}
