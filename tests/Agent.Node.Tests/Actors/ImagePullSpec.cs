using Agent.Simulation.Faults;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

public sealed class ImagePullSpec : NodeSpec
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Pull_FailsAgainAndAgain_WaitsTheBackOffsOfTheKubelet()
    {
        Node.Runtime.Registry["missing:v1"] = new RegistryImage { PullError = "not found" };
        var pulls = CallsOf("PullImage");

        Write("web", "missing:v1");
        Time.Advance(TimeSpan.FromMinutes(20));

        var pauses = pulls.Skip(1).Zip(pulls, (next, one) => (int)Math.Floor((next - one).TotalSeconds)).Take(7);
        Assert.Equal([10, 20, 40, 80, 160, 300, 300], pauses);
    }

    [Fact]
    public void Pull_InBackOff_SaysWhenItIsTriedAgain()
    {
        Node.Runtime.Registry["missing:v1"] = new RegistryImage { PullError = "not found" };
        Write("web", "missing:v1");
        ExpectWithin(Minute, () => Node.Board.Pods is [{ Reason: "ErrImagePull" }]);
        var failed = Time.Time.GetUtcNow();

        Time.Advance(TimeSpan.FromSeconds(5));

        var pod = Assert.Single(Node.Board.Pods);
        Assert.Equal("ImagePullBackOff", pod.Reason);
        Assert.Equal("retry main", pod.NextTimer?.Name);
        Assert.InRange(pod.NextTimer!.At, failed + TimeSpan.FromSeconds(9.9), failed + TimeSpan.FromSeconds(10.1));
        Assert.Contains("not found", pod.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public void Pull_HangsWhenSerialised_OthersGoOnAfterFiveMinutes()
    {
        Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "PullImage", Pod = "bad-node-1" });
        Write("bad", "big:v1");
        ExpectWithin(Minute, () => Said("bad").WaitingFor == "the image of main (pulling)");
        Write("good", "small:v1");
        ExpectWithin(Minute, () => Said("good").WaitingFor == "the image of main (place 1 in the pull queue, behind big:v1)");

        Time.Advance(TimeSpan.FromMinutes(3));
        Assert.NotEqual("Running", Said("good").State);
        ExpectWithin(TimeSpan.FromMinutes(3), () => Said("good").State == "Running");

        Assert.Equal("the image of main (pulling for more than 5 min, others no longer wait for it)", Said("bad").WaitingFor);
    }

    [Fact]
    public void Pull_HangsAndItsPodIsRemoved_BeginsAfreshForTheNext()
    {
        var fault = Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "PullImage" });
        Write("bad", "big:v1");
        Time.Advance(TimeSpan.FromMinutes(6));
        fault.Dispose();
        Node.DeleteManifest("bad.yaml");
        ExpectWithin(Minute, () => Node.Board.Pods.Count == 0);

        Write("next", "big:v1");

        ExpectWithin(Minute, () => AllRun(1));
    }

    [Fact]
    public void Pull_HangsForGood_IsGivenUpAtItsDeadlineAndTriedAgain()
    {
        Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "PullImage", Times = 1 });
        Write("web", "big:v1");

        Time.Advance(TimeSpan.FromMinutes(119));
        Assert.NotEqual("Running", Said("web").State);

        ExpectWithin(TimeSpan.FromMinutes(2), () => AllRun(1));
    }

    [Fact]
    public void Pull_ImageQueueCrashesMeanwhile_StillOneAtATime()
    {
        Node.Runtime.Registry["big:v1"] = new RegistryImage { PullTakes = Simulation.Ports.LatencyRange.Always(Minute) };
        Node.Runtime.Registry["small:v1"] = new RegistryImage { PullTakes = Simulation.Ports.LatencyRange.Always(Minute) };
        Node.Runtime.Registry["third:v1"] = new RegistryImage { PullTakes = Simulation.Ports.LatencyRange.Always(Minute) };
        var pulls = CallsOf("PullImage");
        Write("one", "big:v1");
        Time.Advance(TimeSpan.FromSeconds(10));

        Kill("images");
        Write("two", "small:v1");
        Write("three", "third:v1");
        ExpectWithin(TimeSpan.FromMinutes(5), () => AllRun(3));

        // The cancelled pull may have succeeded in the runtime: then there are two more, else three.
        Assert.InRange(pulls.Count, 3, 4);
        Assert.All(pulls.Skip(1).Zip(pulls.Skip(2)), p => Assert.True(p.Second - p.First >= Minute, string.Join(", ", pulls)));
    }

    [Fact]
    public void Pull_QueueCrashesBetweenFailures_KeepsTheBackOff()
    {
        Node.Runtime.Registry["missing:v1"] = new RegistryImage { PullError = "not found" };
        var pulls = CallsOf("PullImage");
        Write("web", "missing:v1");
        ExpectWithin(TimeSpan.FromMinutes(5), () => pulls.Count == 4);
        Time.Advance(TimeSpan.FromSeconds(5));

        Kill("images");
        Time.Advance(TimeSpan.FromMinutes(10));

        var pauses = pulls.Skip(1).Zip(pulls, (next, one) => (int)Math.Floor((next - one).TotalSeconds)).Take(6);
        Assert.Equal([10, 20, 40, 80, 160, 300], pauses);
    }
}
