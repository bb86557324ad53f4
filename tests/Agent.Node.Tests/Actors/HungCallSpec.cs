using Agent.Simulation.Faults;

namespace Agent.Node.Tests.Actors;

public sealed class HungCallSpec : NodeSpec
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void RunPodSandbox_HangsWithAllStartSlotsTaken_OthersGoOn()
    {
        for (var i = 0; i < 4; i++)
        {
            Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "RunPodSandbox", Pod = $"bad{i}-node-1" });
            Write($"bad{i}", "app:v1");
        }

        Time.Advance(TimeSpan.FromSeconds(2));
        Write("good", "app:v1");
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("RunPodSandbox", Said("good").WaitingFor);

        ExpectWithin(TimeSpan.FromSeconds(5), () => Said("good").State == "Running");

        Assert.All(Node.Board.Pods.Where(p => p.PodName.StartsWith("bad", StringComparison.Ordinal)), p => Assert.Equal("RunPodSandbox", p.WaitingFor));
    }

    [Fact]
    public void StopContainer_Hangs_IsSentAgainWithoutGraceAfterGraceAndHalfAMinute()
    {
        Write("web", "app:v1");
        ExpectWithin(Minute, () => AllRun(1));
        Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "StopContainer", Times = 2 });
        var calls = CallsOf("StopContainer");
        var requests = RequestsOf("StopContainer");

        Node.DeleteManifest("web.yaml");
        ExpectWithin(TimeSpan.FromSeconds(37), () => calls.Count == 2 || (Said("web").Containers is [{ Message.Length: > 0 }]));
        Assert.StartsWith("stop attempt 1 failed: ", Said("web").Containers[0].Message, StringComparison.Ordinal);
        ExpectWithin(TimeSpan.FromMinutes(2), () => Node.Board.Pods.Count == 0);

        // Grace 5 s; each attempt has the time it gives and 30 s, then a pause of 1 s, then of 2 s.
        Assert.Equal([36, 32], calls.Skip(1).Zip(calls, (next, one) => (int)Math.Round((next - one).TotalSeconds)));
        Assert.Contains("\"timeout\": \"5\"", requests[0], StringComparison.Ordinal);
        Assert.All(requests.Skip(1), r => Assert.DoesNotContain("timeout", r, StringComparison.Ordinal));
        Assert.Empty(Node.Runtime.Containers);
    }

    [Fact]
    public void ReadManifests_HangsOnce_TheNextListingTakesUpTheWork()
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        Node.Host.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "ReadManifests", Times = 1 });

        Write("web", "app:v1");

        ExpectWithin(Minute, () => AllRun(1));
    }

    [Fact]
    public void ReadText_HangsAtTheStart_PodsWaitForTheNode()
    {
        Node.Stop();
        Node.Host.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "ReadText", Times = 1 });
        Node.Start();
        Write("web", "app:v1");

        ExpectWithin(TimeSpan.FromSeconds(5), () => Said("web").State == "WaitingForNode");
        Assert.Empty(Node.Runtime.Sandboxes);
        Kill("pods");
        Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("WaitingForNode", Said("web").State);

        ExpectWithin(TimeSpan.FromSeconds(20), () => AllRun(1));
    }

    [Fact]
    public void PrepareContainerLogs_Hangs_IsGivenUpAndTriedAgain()
    {
        Node.Host.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "PrepareContainerLogs", Times = 1 });
        Write("web", "app:v1");

        ExpectWithin(Minute, () => Said("web").Reason == "CreateContainerConfigError");
        Assert.Contains("the host did not answer in time", Said("web").LastError, StringComparison.Ordinal);

        ExpectWithin(TimeSpan.FromSeconds(5), () => AllRun(1));
    }

    [Theory]
    [InlineData("ListDirectories")]
    [InlineData("DeleteTree")]
    public void Housekeeping_CallHangs_ALaterPassDoesTheWork(string call)
    {
        Node.Host.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = call, Times = 1 });
        Write("web", "app:v1");
        ExpectWithin(Minute, () => AllRun(1));
        Node.DeleteManifest("web.yaml");
        ExpectWithin(Minute, () => Node.Board.Pods.Count == 0);

        Assert.True(Time.RunUntil(
            () => !Node.Host.Files.Any(f => f.StartsWith("/var/log/pods/", StringComparison.Ordinal)), TimeSpan.FromMinutes(6)));
    }
}
