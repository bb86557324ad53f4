using Agent.Simulation.Faults;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

public sealed class AdoptionSpec : NodeSpec
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Explain_PodsActorCrashesWhileTheRuntimeIsAway_NamesTheNextListing()
    {
        Node.Runtime.Registry["crash:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(1), 1) };
        Write("web", "crash:v1");
        ExpectWithin(Minute, () => Node.Board.Pods is [{ State: "BackingOff" }]);
        Node.Runtime.IsDown = true;

        Kill("pods");
        Time.Advance(Minute);
        ExpectWithin(TimeSpan.FromSeconds(3), () => Node.Board.Pods is [{ NextTimer: not null }]);

        var pod = Assert.Single(Node.Board.Pods);
        Assert.Equal("Adopting", pod.State);
        Assert.Equal("the runtime's list of pods", pod.WaitingFor);
        Assert.NotEmpty(pod.LastError);
        Assert.Equal("list again", pod.NextTimer?.Name);
        Assert.InRange(pod.NextTimer!.At, Time.Time.GetUtcNow(), Time.Time.GetUtcNow() + TimeSpan.FromSeconds(1));
        Node.Runtime.IsDown = false;
        ExpectWithin(Minute, () => Node.Board.Pods is [{ State: "Running" or "BackingOff" }]);
    }

    [Fact]
    public void Explain_AgentStartsWhileTheRuntimeHangs_SaysWhatItWaitsFor()
    {
        Node.Runtime.IsHung = true;

        Write("web", "app:v1");
        Time.Advance(Minute);

        var pod = Assert.Single(Node.Board.Pods);
        Assert.Equal("Adopting", pod.State);
        Assert.Equal("the runtime's list of pods", pod.WaitingFor);
        Assert.Null(pod.NextTimer);
    }

    [Fact]
    public void Explain_PodGoneWhileThePodsActorBeganAnew_IsTakenDown()
    {
        Write("web", "app:v1");
        ExpectWithin(Minute, () => AllRun(1));
        Node.Runtime.IsDown = true;
        Kill("pods");
        Node.DeleteManifest("web.yaml");
        Time.Advance(Minute);
        Node.Runtime.IsDown = false;

        ExpectWithin(Minute, () => Node.Board.Pods.Count == 0 && Node.Board.Node.Adopted);

        Assert.True(Time.RunUntil(() => Node.Runtime.Sandboxes.Count == 0, Minute));
    }

    [Fact]
    public void Orphan_SourceNotReadYet_LivesUntilItIs()
    {
        Write("web", "app:v1");
        ExpectWithin(Minute, () => AllRun(1));
        Node.Stop();
        Node.DeleteManifest("web.yaml");
        Facts.Clear();
        var hang = Node.Host.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "ReadManifests" });

        Node.Start();
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(Node.Board.Node.Adopted);
        Assert.False(Node.Board.Node.SourcesReady);
        Assert.Empty(Facts);

        hang.Dispose();
        Assert.True(Time.RunUntil(() => Node.Runtime.Sandboxes.Count == 0, Minute * 2));
        Assert.True(Node.Board.Node.SourcesReady);
    }

    [Fact]
    public void Orphan_FirstReadingOfTheSourceFails_NoPodIsStopped()
    {
        Write("web", "app:v1");
        ExpectWithin(Minute, () => AllRun(1));
        Node.Stop();
        Facts.Clear();
        Node.Host.Faults.Add(new Fault { Kind = FaultKind.Fail, Method = "ReadManifests", Times = 3 });

        Node.Start();
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotEmpty(Node.Board.Node.BadManifests);
        ExpectWithin(TimeSpan.FromMinutes(2), () => AllRun(1));

        Assert.Empty(Facts);
        Assert.Empty(Node.Board.Node.BadManifests);
    }
}
