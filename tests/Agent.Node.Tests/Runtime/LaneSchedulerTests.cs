using Agent.Cri.Protocol;
using Agent.Node.Runtime;
using Akka.Actor;

namespace Agent.Node.Tests.Runtime;

public sealed class LaneSchedulerTests
{
    private long _sequence;

    [Fact]
    public void TryTake_CallsOfOneLane_GoOneAfterTheOther()
    {
        var lanes = new LaneScheduler(4);
        var first = Add(lanes, CriMethod.RunPodSandbox, "a");
        var second = Add(lanes, CriMethod.CreateContainer, "a");

        Assert.Equal([first], Take(lanes));
        lanes.Complete(first);
        Assert.Equal([second], Take(lanes));
    }

    [Fact]
    public void TryTake_MoreStartsThanSlots_WaitForASlot()
    {
        var lanes = new LaneScheduler(2);
        var calls = Enumerable.Range(0, 3).Select(i => Add(lanes, CriMethod.RunPodSandbox, "lane" + i)).ToList();

        Assert.Equal(calls[..2], Take(lanes));
        Assert.Equal(1, lanes.Waiting);
        lanes.Complete(calls[0]);
        Assert.Equal([calls[2]], Take(lanes));
    }

    [Fact]
    public void TryTake_WaitingStarts_TheOneNearestToARunningPodGoesFirst()
    {
        var lanes = new LaneScheduler(1);
        var running = Add(lanes, CriMethod.RunPodSandbox, "a");
        Take(lanes);
        var sandbox = Add(lanes, CriMethod.RunPodSandbox, "b");
        var create = Add(lanes, CriMethod.CreateContainer, "c");
        var start = Add(lanes, CriMethod.StartContainer, "d");

        lanes.Complete(running);
        Assert.Equal([start], Take(lanes));
        lanes.Complete(start);
        Assert.Equal([create], Take(lanes));
        lanes.Complete(create);
        Assert.Equal([sandbox], Take(lanes));
    }

    [Fact]
    public void GiveBackSlot_SlowCall_LetsOthersPastButKeepsItsLane()
    {
        var lanes = new LaneScheduler(1);
        var hung = Add(lanes, CriMethod.StartContainer, "a");
        Take(lanes);
        var behind = Add(lanes, CriMethod.StartContainer, "a");
        var other = Add(lanes, CriMethod.StartContainer, "b");

        lanes.GiveBackSlot(hung);
        Assert.Equal([other], Take(lanes));
        lanes.Complete(hung);
        lanes.Complete(other);
        Assert.Equal([behind], Take(lanes));
        Assert.Equal(0, lanes.FreeSlots);
    }

    [Fact]
    public void TryTake_StopsAndReads_NeverWaitForASlot()
    {
        var lanes = new LaneScheduler(1);
        Add(lanes, CriMethod.StartContainer, "a");
        Take(lanes);
        var stop = Add(lanes, CriMethod.StopContainer, "b");
        var read = Add(lanes, CriMethod.ListContainers, Lanes.None);

        Assert.Equal([stop, read], Take(lanes));
    }

    [Fact]
    public void Drop_QueuedCall_IsNeverTakenAndFreesItsLane()
    {
        var lanes = new LaneScheduler(1);
        var running = Add(lanes, CriMethod.StartContainer, "a");
        Take(lanes);
        var waiting = Add(lanes, CriMethod.StartContainer, "b");
        var behind = Add(lanes, CriMethod.StopPodSandbox, "b");

        lanes.Drop(waiting);
        Assert.Equal([behind], Take(lanes));
        lanes.Complete(running);
        Assert.Empty(Take(lanes));
        Assert.Equal(0, lanes.Waiting);
    }

    private QueuedCall Add(LaneScheduler lanes, CriMethod method, string lane)
    {
        var call = new QueuedCall(
            ++_sequence,
            new CriCall(new CallId(0, _sequence), method, lane, new VersionRequest()),
            ActorRefs.Nobody,
            CriCallPolicy.For(method, TimeSpan.FromMinutes(2)),
            0);
        lanes.Enqueue(call);
        return call;
    }

    private static List<QueuedCall> Take(LaneScheduler lanes)
    {
        var taken = new List<QueuedCall>();
        while (lanes.TryTake(out var call))
        {
            taken.Add(call);
        }

        return taken;
    }
}
