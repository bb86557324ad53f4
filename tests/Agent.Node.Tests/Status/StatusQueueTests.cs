using Agent.Node.Status;

namespace Agent.Node.Tests.Status;

public sealed class StatusQueueTests
{
    [Fact]
    public void Take_MixedUrgencies_MostUrgentThenLongestWaiting()
    {
        var queue = new StatusQueue();
        queue.Add("n1", StatusUrgency.Normal);
        queue.Add("r", StatusUrgency.FirstReady);
        queue.Add("n2", StatusUrgency.Normal);
        queue.Add("d", StatusUrgency.Deletion);

        Assert.Equal("d r n1 n2", Drain(queue));
    }

    [Fact]
    public void Add_MoreUrgentThanBefore_MovesForward()
    {
        var queue = new StatusQueue();
        queue.Add("a", StatusUrgency.Normal);
        queue.Add("b", StatusUrgency.Normal);
        queue.Add("b", StatusUrgency.Deletion);

        Assert.Equal("b a", Drain(queue));
    }

    [Fact]
    public void Add_LessUrgentThanBefore_KeepsItsPlace()
    {
        var queue = new StatusQueue();
        queue.Add("a", StatusUrgency.Deletion);
        queue.Add("b", StatusUrgency.Deletion);
        queue.Add("a", StatusUrgency.Normal);

        Assert.Equal("a b", Drain(queue));
    }

    [Fact]
    public void Remove_Waiting_IsNotTaken()
    {
        var queue = new StatusQueue();
        queue.Add("a", StatusUrgency.Normal);
        queue.Remove("a");

        Assert.Equal((null, 0), (queue.Take(), queue.Count));
        Assert.False(queue.Contains("a"));
    }

    private static string Drain(StatusQueue queue)
    {
        var taken = new List<string>();
        while (queue.Take() is { } uid)
        {
            taken.Add(uid);
        }

        return string.Join(' ', taken);
    }
}
