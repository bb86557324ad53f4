using Agent.Kubernetes;
using Agent.Node.NodeStatus;

namespace Agent.Node.Tests.NodeStatus;

public sealed class NodeConditionsTests
{
    private static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = First.AddMinutes(1);

    [Fact]
    public void Next_NewNode_AllConditionsReadyLast()
    {
        var change = NodeConditions.Next(null, NodePressure.None, null, First);

        Assert.Equal(
            [
                "MemoryPressure=False KubeletHasSufficientMemory: kubelet has sufficient memory available",
                "DiskPressure=False KubeletHasNoDiskPressure: kubelet has no disk pressure",
                "PIDPressure=False KubeletHasSufficientPID: kubelet has sufficient PID available",
                "Ready=True KubeletReady: kubelet is posting ready status",
            ],
            change.Conditions.Select(Text));
        Assert.Equal(["NodeHasSufficientMemory", "NodeHasNoDiskPressure", "NodeHasSufficientPID", "NodeReady"], change.Events);
    }

    [Fact]
    public void Next_EverythingWrong_ReasonsAndMessages()
    {
        var change = NodeConditions.Next(null, new NodePressure(true, true, true), "container runtime is down", First);

        Assert.Equal(
            [
                "MemoryPressure=True KubeletHasInsufficientMemory: kubelet has insufficient memory available",
                "DiskPressure=True KubeletHasDiskPressure: kubelet has disk pressure",
                "PIDPressure=True KubeletHasInsufficientPID: kubelet has insufficient PID available",
                "Ready=False KubeletNotReady: container runtime is down",
            ],
            change.Conditions.Select(Text));
        Assert.Equal(["NodeHasInsufficientMemory", "NodeHasDiskPressure", "NodeHasInsufficientPID"], change.Events);
    }

    [Fact]
    public void Next_NothingChanged_OnlyHeartbeatsMove()
    {
        var before = NodeConditions.Next(null, NodePressure.None, null, First).Conditions;

        var change = NodeConditions.Next(before, NodePressure.None, null, Later);

        Assert.All(change.Conditions, c => Assert.Equal((Later, First), (c.LastHeartbeatTime, c.LastTransitionTime)));
        Assert.Empty(change.Events);
    }

    [Fact]
    public void Next_OnlyTheMessageChanged_IsNoTransition()
    {
        var before = NodeConditions.Next(null, NodePressure.None, "first", First).Conditions;

        var change = NodeConditions.Next(before, NodePressure.None, "second", Later);

        Assert.Equal(("second", First), (change.Conditions[3].Message, change.Conditions[3].LastTransitionTime));
        Assert.Empty(change.Events);
    }

    [Fact]
    public void Next_StatusFlips_TransitionTimesAndEvents()
    {
        var before = NodeConditions.Next(null, NodePressure.None, null, First).Conditions;

        var change = NodeConditions.Next(before, NodePressure.None with { Disk = true }, "gone", Later);

        Assert.Equal([First, Later, First, Later], change.Conditions.Select(c => c.LastTransitionTime));
        Assert.Equal(["NodeHasDiskPressure", "NodeNotReady"], change.Events);
    }

    [Fact]
    public void Next_ConditionsOfOthers_StayWhereTheyAre()
    {
        var other = new V1NodeCondition { Type = "NetworkUnavailable", Status = "False" };

        var change = NodeConditions.Next([other], NodePressure.None, null, First);

        Assert.Equal(other, change.Conditions[0]);
        Assert.Equal(5, change.Conditions.Count);
    }

    private static string Text(V1NodeCondition c) => $"{c.Type}={c.Status} {c.Reason}: {c.Message}";
}
