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
    };

    public static TheoryData<string> Types => [.. Paths.Keys];

    [Fact]
    public void Types_OfTheAgent_AllHaveACase()
    {
        // The node's own actor has no supervisor of ours: its restart is that of the agent, see LifecycleSpec.
        var types = typeof(NodeActor).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false } && typeof(ActorBase).IsAssignableFrom(t) && t != typeof(NodeActor))
            .Select(t => t.Name)
            .Order(StringComparer.Ordinal);

        Assert.Equal(Paths.Keys, types);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Throw_InAnyActor_RestartsNoContainerAndNewWorkSucceeds(string type)
    {
        Write("old", "app:v1");
        ExpectWithin(TimeSpan.FromMinutes(1), () => AllRun(1));
        Facts.Clear();

        var path = Paths[type].Replace("{uid}", Node.Board.Pods[0].Uid, StringComparison.Ordinal);
        Time.System.ActorSelection($"/user/{Node.Name}/{path}").Tell(Kill.Instance);
        Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Single(Time.Errors, e => e.Message.Contains("ActorKilledException", StringComparison.Ordinal));
        Assert.Empty(Facts);
        Write("new", "app:v1");
        ExpectWithin(TimeSpan.FromMinutes(1), () => AllRun(2));
        Assert.Equal("new-node-1", Assert.Single(Starts).PodName);
    }
}
