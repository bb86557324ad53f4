using Agent.Simulation.Faults;
using Agent.Simulation.Runtime;

namespace Agent.Node.Tests.Actors;

public sealed class LifecycleSpec : NodeSpec
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Restart_ContainerEndsAgainAndAgain_WaitsTheBackOffsOfTheKubelet()
    {
        Node.Runtime.Registry["crash:v1"] = new RegistryImage { Program = _ => ContainerBehavior.ExitsAfter(TimeSpan.FromSeconds(1), 1) };
        Write("web", "crash:v1");

        Time.Advance(TimeSpan.FromMinutes(20));

        var exits = Facts.Where(f => f.Kind == RuntimeFactKind.ContainerExited).ToList();
        var pauses = Starts.Skip(1).Zip(exits, (start, exit) => (int)Math.Floor((start.At - exit.At).TotalSeconds)).Take(8);
        Assert.Equal([0, 10, 20, 40, 80, 160, 300, 300], pauses);
    }

    [Fact]
    public void Start_AgentStartedAnew_AdoptsWithoutRestart()
    {
        Write("a", "app:v1");
        Write("b", "app:v1");
        ExpectWithin(Minute, () => AllRun(2));
        Node.Stop();
        Facts.Clear();

        Node.Start();
        ExpectWithin(Minute, () => AllRun(2));
        Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Empty(Facts);
    }

    [Fact]
    public void RunPodSandbox_HangsForOnePod_DelaysNoOther()
    {
        Node.Runtime.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "RunPodSandbox", Pod = "bad-node-1" });
        Write("bad", "app:v1");
        Time.Advance(TimeSpan.FromSeconds(1));
        Write("good", "app:v1");

        ExpectWithin(TimeSpan.FromSeconds(5), () => Node.Board.Pods.Any(p => p.PodName == "good-node-1" && p.State == "Running"));
    }

    [Fact]
    public void Remove_ManifestDeleted_LeavesNothing()
    {
        Write("web", "app:v1");
        ExpectWithin(Minute, () => AllRun(1));

        Node.DeleteManifest("web.yaml");

        ExpectWithin(Minute, () => Node.Board.Pods.Count == 0);
        Assert.Empty(Node.Runtime.Sandboxes);
        Assert.Empty(Node.Runtime.Containers);
    }

    [Fact]
    public void Replace_SameName_WaitsForThePredecessor()
    {
        Node.Runtime.Registry["stubborn:v1"] = new RegistryImage { Program = _ => new ContainerBehavior { IgnoresStop = true } };
        Write("web", "stubborn:v1");
        ExpectWithin(Minute, () => AllRun(1));

        Write("web", "app:v2");
        ExpectWithin(Minute, () => Starts.Count() == 2);

        Assert.True(Facts.First(f => f.Kind == RuntimeFactKind.ContainerExited).At < Starts.Last().At);
    }

    [Fact]
    public void Manifest_Broken_KeepsTheLastGoodPod()
    {
        Write("web", "app:v1");
        ExpectWithin(Minute, () => AllRun(1));
        Facts.Clear();

        Node.WriteManifest("web.yaml", "kind: Pod\nspec: {");
        Time.Advance(Minute);

        Assert.Empty(Facts);
        Assert.True(AllRun(1));
        Assert.NotEmpty(Node.Board.Node.BadManifests);
    }

    [Fact]
    public void Runtime_DownForHalfAMinute_RestartsNothingAndGoesOn()
    {
        Write("web", "app:v1");
        ExpectWithin(Minute, () => AllRun(1));
        Node.Runtime.IsDown = true;
        Time.Advance(TimeSpan.FromSeconds(30));
        Node.Runtime.IsDown = false;
        Write("new", "app:v1");

        ExpectWithin(Minute, () => AllRun(2));
        Assert.Equal(2, Starts.Count());
    }

    [Theory]
    [InlineData("hostNetwork: true", "192.0.2.1")]
    [InlineData("hostNetwork: false", "10.0.0.1")]
    public void Explain_RunningPod_HasTheAddressItIsReachedBy(string spec, string address)
    {
        Write("web", "app:v1", spec);

        ExpectWithin(Minute, () => AllRun(1));

        Assert.Equal([address], Node.Board.Pods[0].Ips);
    }
}
