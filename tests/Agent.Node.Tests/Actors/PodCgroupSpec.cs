using Agent.Simulation.Faults;

namespace Agent.Node.Tests.Actors;

/// <summary>The cgroup of a pod, from before its sandbox until nothing of it runs any more.</summary>
public sealed class PodCgroupSpec : NodeSpec
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Start_Pod_HasItsCgroupBeforeItsSandbox()
    {
        var sandboxes = CallsOf("RunPodSandbox");
        Write("web", "app:v1");
        ExpectWithin(Minute, () => sandboxes.Count == 1);

        var group = Assert.Single(Node.Host.Cgroups.Keys, path => path.StartsWith("/kubepods/besteffort/pod", StringComparison.Ordinal));
        ExpectWithin(Minute, () => AllRun(1));
        Assert.Equal(group, Node.Runtime.Sandboxes.Single().Config.Linux.CgroupParent);
    }

    [Fact]
    public void End_Pod_LosesItsCgroup()
    {
        Write("web", "app:v1");
        ExpectWithin(Minute, () => AllRun(1));

        Node.DeleteManifest("web.yaml");

        ExpectWithin(Minute, () => Node.Board.Pods.Count == 0);
        Assert.Equal(["/kubepods", "/kubepods/besteffort", "/kubepods/burstable"], Node.Host.Cgroups.Keys);
    }

    [Fact]
    public void End_CgroupTakesLongToGo_PodIsNotForgottenBefore()
    {
        Write("web", "app:v1");
        ExpectWithin(Minute, () => AllRun(1));
        Node.Host.Faults.Add(new Fault { Kind = FaultKind.Delay, Method = "RemoveCgroup", Delay = TimeSpan.FromSeconds(20), Times = 1 });

        Node.DeleteManifest("web.yaml");

        // The pod's directory is what leads the next agent to a cgroup that was left.
        ExpectWithin(Minute, () => Node.Board.Pods.Count == 0);
        Assert.Equal(["/kubepods", "/kubepods/besteffort", "/kubepods/burstable"], Node.Host.Cgroups.Keys);
    }

    [Fact]
    public void Apply_Fails_SandboxWaitsAndIsExplained()
    {
        var fault = Node.Host.Faults.Add(new Fault { Kind = FaultKind.Fail, Method = "ApplyCgroup", Message = "no space left" });
        Write("web", "app:v1");
        ExpectWithin(Minute, () => Said("web").LastError.Contains("no space left", StringComparison.Ordinal));
        Assert.Empty(Node.Runtime.Sandboxes);

        fault.Dispose();

        ExpectWithin(Minute, () => AllRun(1));
    }

    [Fact]
    public void Apply_HangsForOnePod_DelaysNoOther()
    {
        Node.Host.Faults.Add(new Fault { Kind = FaultKind.Hang, Method = "ApplyCgroup", Times = 1 });
        Write("bad", "app:v1");
        Time.Advance(TimeSpan.FromSeconds(1));
        Write("good", "app:v1");

        ExpectWithin(TimeSpan.FromSeconds(5), () => Said("good").State == "Running");
        ExpectWithin(Minute, () => AllRun(2));
    }

    [Fact]
    public void Start_AgentStartedAnew_SetsTheCgroupAgainBeforeTheNextContainer()
    {
        Write("web", "app:v1");
        ExpectWithin(Minute, () => AllRun(1));
        Node.Stop();
        var group = Node.Host.Cgroups.Keys.Last();
        Node.Start();
        ExpectWithin(Minute, () => AllRun(1));

        Assert.Contains(group, Node.Host.Cgroups.Keys);
        Assert.Single(Starts);
    }

    [Fact]
    public void Prepare_NotPermitted_PodsRunWhereTheRuntimePutsThem()
    {
        Node.Stop();
        Node.Host.CgroupProblem = "read-only file system";
        Node.Start();
        Write("web", "app:v1");

        ExpectWithin(Minute, () => AllRun(1));

        Assert.Equal("", Node.Runtime.Sandboxes.Single().Config.Linux.CgroupParent);
    }

    [Fact]
    public void Tiers_BurstablePods_HaveWhatTheyRequestTogether()
    {
        foreach (var name in (string[])["a", "b"])
        {
            Node.WriteManifest(name + ".yaml", $$"""
                apiVersion: v1
                kind: Pod
                metadata: { name: {{name}} }
                spec:
                  containers: [{ name: main, image: "app:v1", resources: { requests: { cpu: 500m } } }]
                """);
        }

        ExpectWithin(Minute, () => AllRun(2));
        Assert.Equal(1024, Node.Host.Cgroups["/kubepods/burstable"].CpuShares);

        Node.DeleteManifest("a.yaml");

        ExpectWithin(Minute, () => Node.Host.Cgroups["/kubepods/burstable"].CpuShares == 512);
    }
}
