using Agent.Simulation.Faults;
using Akka.Actor;

namespace Agent.Node.Tests.Actors;

public sealed class SupervisionSpec : NodeSpec
{
    /// <summary>Where an actor of each type is, below the node's; {uid} stands for the pod's UID.</summary>
    private static readonly SortedDictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        ["RuntimeActor"] = "runtime",
        ["RuntimeHealthActor"] = "health",
        ["ImagesActor"] = "images",
        ["PodsActor"] = "pods",
        ["PlegActor"] = "pods/pleg",
        ["HousekeepingActor"] = "pods/housekeeping",
        ["SourcesActor"] = "sources",
        ["FileSourceActor"] = "sources/file",
        ["PodActor"] = "pods/{uid}",
        ["ContainerActor"] = "pods/{uid}/container:main",
        ["VolumeActor"] = "pods/{uid}/volume:data",
        ["ProbeActor"] = "pods/{uid}/container:main/probe:liveness",
        ["QosTiersActor"] = "pods/tiers",
        ["UserNamespacesActor"] = "pods/userns",
        ["NodeActor"] = "",
    };

    public static TheoryData<string> Types => [.. Paths.Keys];

    [Fact]
    public void Types_OfTheAgent_AllHaveACase()
    {
        // Those of the API server's side are not in a node without one: ApiSupervisionSpec has them.
        var types = typeof(NodeActor).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false } && typeof(ActorBase).IsAssignableFrom(t))
            .Select(t => t.Name)
            .Except(ApiSupervisionSpec.Names)
            .Order(StringComparer.Ordinal);

        Assert.Equal(Paths.Keys, types);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Throw_InAnyActor_RestartsNoContainerAndNewWorkSucceeds(string type)
    {
        Write(
            "old",
            "app:v1",
            "volumes: [{name: data, emptyDir: {}}]",
            "livenessProbe: {tcpSocket: {port: 80}}\n    volumeMounts: [{name: data, mountPath: /data}]");
        ExpectWithin(TimeSpan.FromMinutes(1), () => AllRun(1));
        Facts.Clear();

        Kill(Paths[type].Replace("{uid}", Node.Board.Pods[0].Uid, StringComparison.Ordinal));
        Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Single(Time.Errors, e => e.Message.Contains("ActorKilledException", StringComparison.Ordinal));
        Assert.Empty(Facts);
        Write("new", "app:v1");
        ExpectWithin(TimeSpan.FromMinutes(1), () => AllRun(2));
        Assert.Equal("new-node-1", Assert.Single(Starts).PodName);
    }

    [Theory]
    [InlineData("sources")]
    [InlineData("")]
    public void Throw_WhileAllPodsAreToStop_StartsNoneAgain(string path)
    {
        Write("web", "app:v1");
        ExpectWithin(TimeSpan.FromMinutes(1), () => AllRun(1));
        Node.Runtime.IsHung = true;
        Node.Agent.Tell(new StopPods());
        Time.Advance(TimeSpan.FromSeconds(1));

        Kill(path);
        Time.Advance(TimeSpan.FromSeconds(30));
        Node.Runtime.IsHung = false;
        ExpectWithin(TimeSpan.FromMinutes(5), () => Node.Board.Pods.Count == 0 && Node.Runtime.Sandboxes.Count == 0);
        Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(Node.Board.Pods);
        Assert.Single(Starts);
    }

    [Theory]
    [InlineData("sources/file")]
    [InlineData("sources")]
    [InlineData("")]
    public void Throw_WhileAManifestIsBroken_KeepsTheLastGoodPod(string path)
    {
        Write("web", "app:v1");
        ExpectWithin(TimeSpan.FromMinutes(1), () => AllRun(1));
        Node.WriteManifest("web.yaml", "kind: Pod\nspec: {");
        ExpectWithin(TimeSpan.FromMinutes(1), () => Node.Board.Node.BadManifests.Count == 1);
        Facts.Clear();

        Kill(path);
        Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(Facts);
        Assert.True(AllRun(1));
        Assert.Single(Node.Board.Node.BadManifests);
    }

    [Fact]
    public void Throw_InTheHousekeeping_DeletesNoLogOfALivingPod()
    {
        Write("web", "app:v1");
        ExpectWithin(TimeSpan.FromMinutes(1), () => AllRun(1));
        var logs = Node.Host.Files.Where(f => f.StartsWith("/var/log/pods/", StringComparison.Ordinal)).ToList();
        Node.Host.Faults.Add(new Fault { Kind = FaultKind.Delay, Method = "ListDirectories", Delay = TimeSpan.FromSeconds(10) });
        Time.Advance(TimeSpan.FromSeconds(61) - Time.Elapsed);

        Kill("pods/housekeeping");
        Time.Advance(TimeSpan.FromMinutes(2));

        Assert.NotEmpty(logs);
        Assert.All(logs, l => Assert.Contains(l, Node.Host.Files));
    }
}
