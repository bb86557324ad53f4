using Agent.Cri.Protocol;
using Agent.Node.Runtime;
using Agent.Simulation.Faults;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

/// <summary>What simulations found about actors that crash and pods that come back.</summary>
public sealed class CrashSpec : NodeSpec
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("runtime")]
    [InlineData("images")]
    [InlineData("health")]
    [InlineData("pods")]
    [InlineData("pods/pleg")]
    [InlineData("sources")]
    [InlineData("sources/file")]
    [InlineData("")]
    public void Answers_OfACrashedPredecessor_AreNotTaken(string path)
    {
        // Every call takes long, so that all that the crashed one had asked is answered to its successor.
        Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Delay, Delay = TimeSpan.FromSeconds(3) });
        Node.Host.Faults.Add(new Fault { Kind = FaultKind.Delay, Delay = TimeSpan.FromSeconds(1) });
        Write("one", "app:v1");
        for (var i = 0; i < 10; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(2.3));
            Kill(path);
        }

        Write("two", "other:v1");
        ExpectWithin(TimeSpan.FromMinutes(5), () => AllRun(2));
        Time.Advance(TimeSpan.FromMinutes(6));

        Assert.True(AllRun(2));
        Assert.Equal(2, Running);
        Assert.All(Time.Errors, e => Assert.Contains("ActorKilledException", e.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(Starts.GroupBy(s => s.PodName), g => g.Last().RestartCount != g.Count() - 1);
    }

    [Fact]
    public void RestartCount_ContainersActorCrashes_GoesOn()
    {
        Node.Runtime.Registry["crash:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(1), 1) };
        Write("web", "crash:v1");
        Time.Advance(Minute);
        var before = Starts.Count();

        Kill($"pods/{Node.Board.Pods[0].Uid}/container:main");
        Time.Advance(TimeSpan.FromMinutes(10));

        Assert.True(Starts.Count() > before);
        Assert.Equal(Enumerable.Range(0, Starts.Count()), Starts.Select(s => s.RestartCount));
    }

    [Fact]
    public void Rest_PodsActorCrashesTenTimes_RestsAndComesBack()
    {
        Write("web", "app:v1");
        ExpectWithin(Minute, () => AllRun(1));
        Facts.Clear();
        for (var i = 0; i < 10; i++)
        {
            Kill($"pods/{Node.Board.Pods[0].Uid}");
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        var pod = Assert.Single(Node.Board.Pods);
        Assert.Equal("Crashed", pod.State);
        Assert.Equal("go on", pod.NextTimer?.Name);
        Assert.InRange(pod.NextTimer!.At - Time.Time.GetUtcNow(), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(10));
        ExpectWithin(TimeSpan.FromSeconds(11), () => AllRun(1));
        Assert.Empty(Facts);
    }

    [Fact]
    public void Adoption_ReadingOlderThanTheCrash_IsNotTaken()
    {
        Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Delay, Method = "CreateContainer", Delay = TimeSpan.FromSeconds(5), Times = 1 });
        Write("web", "app:v1");
        Time.Advance(TimeSpan.FromSeconds(2));
        var uid = Node.Board.Pods[0].Uid;

        // It lists no container yet, and comes only when one runs and the pod's actor has crashed.
        Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Delay, Method = "PodSandboxStatus", Delay = TimeSpan.FromSeconds(20), Times = 1 });
        Time.System.ActorSelection($"/user/{Node.Name}/pods/pleg").Tell(new ObservePod(uid));
        ExpectWithin(Minute, () => AllRun(1));
        Kill($"pods/{uid}");
        Time.Advance(Minute);

        Assert.Equal(1, Running);
        Assert.Single(Starts);
    }

    [Fact]
    public void Pod_ContainersActorCrashesWithRestartPolicyNever_GoesOn()
    {
        Write("web", "app:v1", "restartPolicy: Never");
        ExpectWithin(Minute, () => AllRun(1));
        Facts.Clear();

        Kill($"pods/{Node.Board.Pods[0].Uid}/container:main");
        Time.Advance(TimeSpan.FromMinutes(5));

        Assert.True(AllRun(1));
        Assert.Empty(Facts);
    }

    [Fact]
    public void FileSource_Crashed_WatchesAgain()
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        Kill("sources/file");
        Time.Advance(TimeSpan.FromSeconds(5));

        Write("web", "app:v1");

        // By the watch, not by the listing every 20 s.
        ExpectWithin(TimeSpan.FromSeconds(2), () => AllRun(1));
    }

    [Fact]
    public void Pod_SameUidAgainWhileTheFirstEnds_BeginsAnewWhenThatIsGone()
    {
        Node.Runtime.Registry["stubborn:v1"] = new RegistryImage { Program = _ => new ContainerBehavior { IgnoresStop = true } };
        Write("web", "stubborn:v1");
        ExpectWithin(Minute, () => AllRun(1));
        var uid = Node.Board.Pods[0].Uid;
        Node.DeleteManifest("web.yaml");
        Time.Advance(TimeSpan.FromSeconds(1));

        Write("web", "stubborn:v1");
        ExpectWithin(Minute, () => Starts.Count() == 2 && AllRun(1));

        Assert.All(Starts, s => Assert.Equal(uid, s.PodUid));
        Assert.True(Facts.Last(f => f.Kind == RuntimeFactKind.SandboxRemoved).At < Starts.Last().At);
    }

    [Fact]
    public void Pod_OfTheNameOfAnOrphan_WaitsUntilThatIsGone()
    {
        Node.Runtime.Registry["stubborn:v1"] = new RegistryImage { Program = _ => new ContainerBehavior { IgnoresStop = true } };
        Write("web", "stubborn:v1");
        ExpectWithin(Minute, () => AllRun(1));
        Node.Stop();
        Write("web", "app:v2");

        Node.Start();
        ExpectWithin(TimeSpan.FromSeconds(5), () => Node.Board.Pods.Any(p => p is { PodName: "web-node-1", State: "WaitingForPredecessor" }));
        ExpectWithin(Minute, () => AllRun(1));

        Assert.True(Facts.First(f => f.Kind == RuntimeFactKind.ContainerExited).At < Starts.Last().At);
    }

    [Fact]
    public void Remove_ReadingsComeLate_TakesNoOldReadingForAnOrphan()
    {
        // Of many pods some are read just before the last of them is removed, and the reading comes after.
        const int Pods = 40;
        Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Delay, Method = "PodSandboxStatus", Delay = TimeSpan.FromMilliseconds(10) });
        for (var i = 0; i < Pods; i++)
        {
            Write($"web{i}", "app:v1");
        }

        ExpectWithin(Minute, () => AllRun(Pods));
        var orphans = 0;
        Node.Board.Changed += () => orphans += Node.Board.Pods.Count(p => p.PodName == "(orphan)");
        for (var i = 0; i < Pods; i++)
        {
            Node.DeleteManifest($"web{i}.yaml");
        }

        ExpectWithin(TimeSpan.FromMinutes(2), () => Node.Board.Pods.Count == 0);
        Time.Advance(Minute);

        Assert.Equal(0, orphans);
        Assert.Empty(Node.Board.Pods);
    }

    [Fact]
    public void Remove_ContainerEndedUnnoticed_LeavesNothing()
    {
        Write("web", "app:v1");
        ExpectWithin(Minute, () => AllRun(1));
        Time.Advance(Minute);
        Node.Runtime.EventLoss = 1;
        Node.Runtime.Exit(Assert.Single(Node.Runtime.Containers).Id, 0);

        Node.DeleteManifest("web.yaml");

        ExpectWithin(Minute, () => Node.Board.Pods.Count == 0);
        Assert.Empty(Node.Runtime.Sandboxes);
    }

    [Theory]
    [InlineData("RemoveContainer")]
    [InlineData("RemovePodSandbox")]
    public void Remove_AnEarlierRemovalHadFailed_IsNotHeldUpByIt(string call)
    {
        // A sandbox that ended, and the containers in it, are to go; their removal fails for now.
        Node.Runtime.Registry["crash:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(60), 1) };
        Write("web", "crash:v1");
        Time.Advance(Minute / 2);
        var fault = Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Fail, Method = call });
        var calls = CallsOf(call);
        Node.Runtime.StopPodSandboxAsync(new StopPodSandboxRequest { PodSandboxId = Node.Runtime.Sandboxes.First().Id }, CancellationToken.None);
        Assert.True(Time.RunUntil(() => calls.Count > 0, TimeSpan.FromMinutes(20)));
        fault.Dispose();

        Node.DeleteManifest("web.yaml");

        ExpectWithin(TimeSpan.FromSeconds(20), () => Node.Board.Pods.Count == 0);
        Assert.Empty(Node.Runtime.Sandboxes);
    }

    [Fact]
    public void RestartCount_NewestInstanceIsGone_GoesOnFromItsLog()
    {
        Node.Runtime.Registry["crash:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(1), 1) };
        Write("web", "crash:v1");
        ExpectWithin(TimeSpan.FromMinutes(5), () => Starts.Count() == 3);
        Time.Advance(TimeSpan.FromSeconds(2));
        Node.Stop();
        Node.Runtime.RemoveContainerAsync(new RemoveContainerRequest { ContainerId = Starts.Last().Id }, CancellationToken.None);
        Time.Advance(TimeSpan.FromSeconds(1));

        Node.Start();
        ExpectWithin(TimeSpan.FromMinutes(5), () => Starts.Count() == 4);

        Assert.Equal([0, 1, 2, 3], Starts.Select(s => s.RestartCount));
    }
}
